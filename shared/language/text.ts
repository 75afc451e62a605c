import type { PluralForms } from './catalogue.ts';
import type { german } from './german.ts';

type German = typeof german;

/** An English text that can be said in every language: what has no translation does not compile. */
export type Text = { [Key in keyof German]: German[Key] extends PluralForms ? never : Key }[keyof German];

/** One without braces, for tables of texts. */
export type PlainText = Exclude<Text, `${string}{${string}`>;

/** The plural of an English text with `{count}` in it. */
export type PluralText = { [Key in keyof German]: German[Key] extends PluralForms ? Key : never }[keyof German];

type NamesIn<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What stands in the braces of a text. */
export type ValuesOf<Words extends string, Value, Known extends string = never> = [Exclude<NamesIn<Words>, Known>] extends [never]
  ? []
  : [Readonly<Record<Exclude<NamesIn<Words>, Known>, Value>>];
