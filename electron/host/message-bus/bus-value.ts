/**
 * A value as it travels over the message bus. Structs, arrays and the entries of dictionaries are lists; which of them a list is, its signature says.
 * 64-bit numbers are bigints.
 */
export type BusValue = string | number | bigint | boolean | BusVariant | readonly BusValue[];

/** A value that says itself of which type it is. */
export interface BusVariant {
  readonly signature: string;
  readonly value: BusValue;
}
