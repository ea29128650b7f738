import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPreferences } from '../../../../../src/main/services/journal/preferences.ts';
import { temporaryFolder } from '../support.ts';

const dataKey = randomBytes(32);
const workspaceId = randomUUID();

describe('sealed settings', () => {
  it('are what was written last, and unreadable on disk', async () => {
    const path = join(temporaryFolder(), 'settings.sealed');
    const first = createPreferences(path, workspaceId, dataKey);
    expect(await first.read()).toBeNull();
    await Promise.all([first.write('{"search":"old"}'), first.write('{"search":"Featherstonehaugh"}')]);
    expect(await createPreferences(path, workspaceId, dataKey).read()).toBe('{"search":"Featherstonehaugh"}');
    expect(Buffer.from(readFileSync(path, 'latin1'), 'base64').toString('latin1')).not.toContain('Feather');
  });

  it('begin anew when they are damaged, and the damaged file is put aside', async () => {
    const path = join(temporaryFolder(), 'settings.sealed');
    writeFileSync(path, 'junk');
    const preferences = createPreferences(path, workspaceId, dataKey);
    expect(await preferences.read()).toBeNull();
    expect(existsSync(`${path}.damaged`)).toBe(true);
    await preferences.write('{}');
    expect(await preferences.read()).toBe('{}');
  });
});
