const between = /(?<=[.!?][)”“"]?) (?=[\p{Lu}(„“"])/u;

/** A remedy by its sentences, of which a narrow row shows as many as fit whole. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(between);
}
