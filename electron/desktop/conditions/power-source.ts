/** What this computer is fed by. */
export interface PowerState {
  readonly isOnBattery: boolean;
  /** In percent; null: not known. */
  readonly charge: number | null;
}

export interface PowerSource {
  read(): PowerState;
  /** Where the system tells; a look now and then is needed besides. Returns its end. */
  onChange(listener: () => void): () => void;
}
