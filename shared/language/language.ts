export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself: who cannot read the one that is on finds their own by it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };
