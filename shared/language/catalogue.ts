/** What stands for a text with a number in it; which form a number takes is the language's own rule (Unicode CLDR). */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** A language's words, each under the English text that stands in the code. */
export type Catalogue = Readonly<Record<string, string | PluralForms>>;
