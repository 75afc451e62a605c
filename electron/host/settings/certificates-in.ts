/** The certificates in a PEM file, one text each; what stands between them is left out. */
export function certificatesIn(text: string): readonly string[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((pem) => `${pem.replaceAll('\r', '')}\n`);
}
