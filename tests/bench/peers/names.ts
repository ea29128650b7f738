/** The peers, in the order they are measured. */
export const PEERS = ['sqlite_fts5', 'minisearch', 'flexsearch', 'table_filter'] as const;
export type PeerName = (typeof PEERS)[number];
