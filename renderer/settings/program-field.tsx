import { useId } from 'react';
import { say } from '../../shared/language/say.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';

export interface ProgramFieldProps {
  readonly program: string | null;
  readonly onChoose: () => void;
}

/** The program that runs after the queue; it is chosen in a dialog of the system's own. */
export function ProgramField({ program, onChoose }: ProgramFieldProps) {
  const id = useId();
  return (
    <div className="setting-row">
      <span id={id} className="setting-label">
        {say('Program')}
      </span>
      <div className="setting-control">
        <div className="setting-line">
          <span className="setting-path">{program === null ? say('None|program') : <ForeignName text={program} />}</span>
          <Button look="outlined" label={say('Choose…')} name={say('Choose the program…')} onPress={onChoose} />
        </div>
      </div>
    </div>
  );
}
