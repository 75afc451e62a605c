import { CircleExclamationPoint, X } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { dismissAddReport } from '../store/add-actions.ts';
import { useWindow } from '../store/store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ReasonList } from '../ui/reason-list.tsx';
import './add-report.css';

/** After adding: what was not, and why. It stays until it is dismissed or something else is added. */
export function AddReport() {
  const report = useWindow((state) => state.addReport);
  if (report === null) return null;
  const reasons = report.refusals.map((refusal) => ({ path: refusal.path, ...errorWords(refusal) }));
  return (
    <section className="add-report" aria-label={say('Not added')}>
      <CircleExclamationPoint className="ink-waiting" size={16} strokeWidth={1.5} aria-hidden="true" />
      <div className="add-report-content">
        <h2 role="status">{sayCount(reasons.length, 'One item was not added', '{count} items were not added')}</h2>
        <ReasonList reasons={reasons} />
      </div>
      <IconButton name={say('Dismiss')} title={say('Dismiss')} icon={<X size={16} strokeWidth={1.5} />} onPress={dismissAddReport} />
    </section>
  );
}
