import type { AppCommand } from '../../state/keys.ts';

/** Commands under their headings, in order of first appearance. */
export const byGroup = (commands: readonly AppCommand[]): readonly (readonly [string, readonly AppCommand[]])[] => {
  const groups = new Map<string, AppCommand[]>();
  for (const command of commands) {
    const members = groups.get(command.group);
    if (members) members.push(command);
    else groups.set(command.group, [command]);
  }
  return [...groups];
};
