/** How the methods of a room are declared: a zod schema for what goes in and one for what comes out. */
import type { z } from 'zod';

export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

export type Contract = Readonly<Record<string, Method>>;

/** One method. Methods take one object, so that a call reads the same on both sides and can grow a field. */
export const method = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> => ({ input, output });

/** The functions a caller sees for a contract. */
export type Remote<C extends Contract> = {
  readonly [Name in keyof C]: undefined extends z.input<C[Name]['input']>
    ? (input?: z.input<C[Name]['input']>) => Promise<z.output<C[Name]['output']>>
    : (input: z.input<C[Name]['input']>) => Promise<z.output<C[Name]['output']>>;
};

/** The functions that have to be written for a contract: they get validated input. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    input: z.output<C[Name]['input']>,
  ) => Promise<z.output<C[Name]['output']>> | z.output<C[Name]['output']>;
};
