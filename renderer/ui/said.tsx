import type { ReactNode } from 'react';
import { createElement, Fragment } from 'react';
import type { Text, ValuesOf } from '../../shared/language/text.ts';
import { wordsOf } from '../../shared/language/words-of.ts';

type SaidProps<Words extends Text> = { readonly text: Words } & (ValuesOf<Words, ReactNode> extends [infer Values]
  ? { readonly values: Values & Readonly<Record<string, ReactNode>> }
  : { readonly values?: never });

/** As `say`, for a sentence that has elements within it, such as a name in bold: each language puts them where they belong. */
export function Said<Words extends Text>({ text, values }: SaidProps<Words>) {
  const named: Readonly<Record<string, ReactNode>> = values ?? {};
  const parts = wordsOf(text).split(/\{(\w+)\}/);
  return createElement(Fragment, null, ...parts.map((part, index) => (index % 2 === 0 ? part : named[part])));
}
