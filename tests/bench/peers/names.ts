/** The peers that are measured in the browser, in their order. */
export const PEERS = ['sqlite_fts5', 'minisearch', 'flexsearch', 'table_filter'] as const;
export type PeerName = (typeof PEERS)[number];
