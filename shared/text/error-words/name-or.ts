import { visibleText } from '../visible-text.ts';

/** A foreign name, made safe to show; other words where it is not known. */
export function nameOr(name: string | undefined, otherwise: string): string {
  return name === undefined ? otherwise : visibleText(name);
}
