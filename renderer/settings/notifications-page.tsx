import { SwitchField } from './switch-field.tsx';
import { useSection } from './use-section.ts';

/** What a person is told outside of the window. */
export function NotificationsPage() {
  const { values, set } = useSection('notifications');
  return (
    <>
      <SwitchField label="Show notifications" isOn={values.isOn} onChange={(isOn) => set({ isOn })} />
      <SwitchField
        label="When a batch is done"
        isOn={values.whenDone}
        isDisabled={!values.isOn}
        onChange={(whenDone) => set({ whenDone })}
      />
      <SwitchField
        label="When files failed"
        isOn={values.whenFailed}
        isDisabled={!values.isOn}
        onChange={(whenFailed) => set({ whenFailed })}
      />
      <SwitchField
        label="When something waits for you"
        isOn={values.whenNeeded}
        isDisabled={!values.isOn}
        hint="A name that is taken, a password that is refused, a key that changed."
        onChange={(whenNeeded) => set({ whenNeeded })}
      />
    </>
  );
}
