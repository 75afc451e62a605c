import { say } from '../../shared/language/say.ts';
import { conditionWords } from '../../shared/text/condition-words.ts';
import { goOnAnyway } from '../store/actions.ts';
import { conditionOf, hasOpenFiles } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';

/** That this computer's state holds back what is under way, and the way on for this time. */
export function ConditionNote() {
  const condition = useWindow(conditionOf);
  const isShown = useWindow(hasOpenFiles) && condition !== null;
  return (
    <>
      <span className="status-condition" role="status">
        {isShown ? conditionWords(condition) : ''}
      </span>
      {isShown ? <Button look="text" label={say('Go on anyway')} title={say('For this time')} onPress={goOnAnyway} /> : null}
    </>
  );
}
