/** The workspace's agents and tags as they were fetched last. Sealed: an agent's name may be a person's. */
import { type Catalogue, catalogueSchema } from '#shared/domain/catalogue.ts';
import type { CacheDatabase } from './database.ts';
import type { Sealer } from './seal.ts';

export interface CatalogueStore {
  /** Null when it was never fetched or cannot be read. */
  read(): Promise<Catalogue | null>;
  put(catalogue: Catalogue): Promise<void>;
}

const NAME = 'catalogue';

export const createCatalogueStore = (database: CacheDatabase, sealer: Sealer): CatalogueStore => ({
  read: async () => {
    try {
      const record = await database.catalogue.get(NAME);
      if (!record) return null;
      const bytes = await sealer.open(NAME, record.sealed);
      return catalogueSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      // It can be fetched again at any time.
      return null;
    }
  },
  put: async (catalogue) => {
    const bytes = new TextEncoder().encode(JSON.stringify(catalogue));
    await database.catalogue.put({ id: NAME, sealed: await sealer.seal(NAME, bytes) });
  },
});
