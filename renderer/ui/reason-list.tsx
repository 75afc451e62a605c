import { ForeignName } from './foreign-name.tsx';
import './reason-list.css';

export interface Reason {
  readonly path: string;
  readonly title: string;
  readonly remedy: string;
}

/** Paths, each with why it was refused and what to do. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <ul className="reason-list">
      {reasons.map((reason) => (
        <li key={`${reason.path}\n${reason.title}`} className="reason">
          <ForeignName className="reason-path" text={reason.path} />
          <span className="reason-words">
            {reason.title}. {reason.remedy}
          </span>
        </li>
      ))}
    </ul>
  );
}
