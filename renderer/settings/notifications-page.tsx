import { say } from '../../shared/language/say.ts';
import { SwitchField } from './switch-field.tsx';
import { useSection } from './use-section.ts';

/** What a person is told outside of the window. */
export function NotificationsPage() {
  const { values, set, stateOf } = useSection('notifications');
  return (
    <>
      <SwitchField label={say('Show notifications')} isOn={values.isOn} state={stateOf('isOn')} onChange={(isOn) => set({ isOn })} />
      <SwitchField
        label={say('When a batch is done')}
        isOn={values.whenDone}
        isDisabled={!values.isOn}
        state={stateOf('whenDone')}
        onChange={(whenDone) => set({ whenDone })}
      />
      <SwitchField
        label={say('When files failed')}
        isOn={values.whenFailed}
        isDisabled={!values.isOn}
        state={stateOf('whenFailed')}
        onChange={(whenFailed) => set({ whenFailed })}
      />
      <SwitchField
        label={say('When something waits for you')}
        isOn={values.whenNeeded}
        isDisabled={!values.isOn}
        hint={say('A name that is taken, a password that is refused, a key that changed.')}
        state={stateOf('whenNeeded')}
        onChange={(whenNeeded) => set({ whenNeeded })}
      />
    </>
  );
}
