/**
 * The one registry of commands. Every feature registers what can be done in it; the key map, the command palette, the
 * help sheet, menus and tooltips all draw from here, so a key is written down once.
 */
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isMac } from '../ui/key-label.ts';
import { alternatesOf, isSilenced } from './key-rules.ts';

export interface AppCommand {
  /** Contract commands keep their name (`search`, `sync`, …); others are free, kebab-case. */
  readonly id: string;
  /** As in the palette and the help sheet: `Next interaction`. */
  readonly label: string;
  /** Heading in the palette and the help sheet. */
  readonly group: string;
  /** Bindings in tinykeys' grammar; the first is the one that is shown. A lone key also works with Alt. */
  readonly keys?: readonly string[];
  /** Whether it can be done now; always, unless told. */
  readonly when?: () => boolean;
  readonly perform: () => void;
  /** Goes on while the key is held down. */
  readonly repeats?: boolean;
  /** Works while a text is typed; by default only with a modifier. */
  readonly whileTyping?: boolean;
  /** Works while a dialog is open. */
  readonly inDialogs?: boolean;
  /** Leaves it out of the palette. */
  readonly hidden?: boolean;
}

interface CommandState {
  readonly commands: readonly AppCommand[];
}

const commandStore = createStore<CommandState>(() => ({ commands: [] }));

/** Adds commands; a later one of the same id stands in for the earlier. Call the answer to take them away. */
export const registerCommands = (added: readonly AppCommand[]): (() => void) => {
  commandStore.setState(({ commands }) => ({ commands: [...commands, ...added] }));
  return () => {
    commandStore.setState(({ commands }) => ({ commands: commands.filter((command) => !added.includes(command)) }));
  };
};

/**
 * Registers commands for as long as a component is shown. `perform` and `when` may close over fresh values at every
 * render; ids, labels and keys are taken as they are at the first.
 */
export const useCommands = (commands: readonly AppCommand[]): void => {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const find = (id: string): AppCommand | undefined => latest.current.find((command) => command.id === id);
    return registerCommands(
      latest.current.map((command) => ({
        ...command,
        when: () => find(command.id)?.when?.() ?? true,
        perform: () => find(command.id)?.perform(),
      })),
    );
  }, []);
};

/** All commands, each id once, in order of registration. */
export const allCommands = (): readonly AppCommand[] => unique(commandStore.getState().commands);

export const useAllCommands = (): readonly AppCommand[] => {
  const commands = useStore(commandStore, (state) => state.commands);
  return unique(commands);
};

/** The binding shown for a command, or undefined. */
export const useShortcut = (id: string): string | undefined =>
  useStore(commandStore, (state) => state.commands.findLast((command) => command.id === id)?.keys?.[0]);

export const canPerform = (command: AppCommand): boolean => command.when?.() ?? true;

/** Does a command when it can be done now. Answers whether it was. */
export const performCommand = (id: string): boolean => {
  const command = commandStore.getState().commands.findLast((candidate) => candidate.id === id);
  if (!command || !canPerform(command)) return false;
  command.perform();
  return true;
};

const unique = (commands: readonly AppCommand[]): readonly AppCommand[] => [
  ...new Map(commands.map((command) => [command.id, command])).values(),
];

/** Listens for keys on the window. Call the answer to stop. */
export const listenForKeys = (target: Window = window): (() => void) => {
  let stop = (): void => undefined;
  const listen = (): void => {
    stop();
    stop = tinykeys(target, keyMap(allCommands()));
  };
  listen();
  const unsubscribe = commandStore.subscribe(listen);
  return () => {
    unsubscribe();
    stop();
  };
};

const keyMap = (commands: readonly AppCommand[]): Record<string, (event: KeyboardEvent) => void> => {
  const byBinding = new Map<string, AppCommand[]>();
  for (const command of commands) {
    for (const key of command.keys ?? []) {
      for (const binding of alternatesOf(key)) byBinding.set(binding, [...(byBinding.get(binding) ?? []), command]);
    }
  }
  return Object.fromEntries(
    [...byBinding].map(([binding, bound]) => [binding, (event: KeyboardEvent) => press(event, binding, bound)]),
  );
};

const press = (event: KeyboardEvent, binding: string, bound: readonly AppCommand[]): void => {
  if (event.defaultPrevented || event.isComposing) return;
  // The latest registered is the most special one.
  const command = bound.findLast(
    (candidate) => !isSilenced(event, binding, candidate, isMac()) && canPerform(candidate),
  );
  if (!command) return;
  event.preventDefault();
  if (!event.repeat || command.repeats) command.perform();
};
