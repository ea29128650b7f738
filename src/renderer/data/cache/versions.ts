/** An interaction's history: each page tells where the older versions of its rows are. */
import type { Interaction } from '#shared/domain/interaction.ts';
import { DamagedPageError } from '../errors.ts';
import type { PageContent } from './page-content.ts';

export interface StoredVersion {
  readonly contentHash: string;
  /** When the cache got it, epoch ms; null when that is not known. */
  readonly seenAt: number | null;
  readonly interaction: Interaction;
}

/** Where a version is. */
export interface VersionPlace {
  readonly page: number;
  readonly row: number;
  readonly contentHash: string;
}

/**
 * Follows the versions back from the newest. Those that compaction took out are passed over; the history ends where a
 * page of it was lost.
 */
export const readVersions = async (
  read: (page: number) => Promise<PageContent>,
  newest: VersionPlace,
): Promise<readonly StoredVersion[]> => {
  const versions: StoredVersion[] = [];
  let place: VersionPlace | null = newest;
  while (place) {
    let content: PageContent;
    try {
      content = await read(place.page);
    } catch (error) {
      if (error instanceof DamagedPageError && place !== newest) break;
      throw error;
    }
    const { row, contentHash }: VersionPlace = place;
    const interaction = content.rows[row];
    if (interaction) versions.push({ contentHash, seenAt: content.seenAt, interaction });
    place = olderThan(place, content);
  }
  return versions;
};

const olderThan = ({ page, row }: VersionPlace, { supersedes }: PageContent): VersionPlace | null => {
  const older = supersedes.find((one) => one.row === row);
  // Older versions are on earlier pages; anything else would lead round in circles.
  return older && older.page < page ? { page: older.page, row: older.pageRow, contentHash: older.contentHash } : null;
};
