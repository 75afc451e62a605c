import { visibleText } from '../../shared/text/visible-text.ts';

/** A name that Gantry did not choose: its controls are made visible, and its reading direction stays inside it. */
export function ForeignName({ text, className }: { readonly text: string; readonly className?: string }) {
  const shown = visibleText(text);
  return (
    <bdi className={className} title={shown}>
      {shown}
    </bdi>
  );
}
