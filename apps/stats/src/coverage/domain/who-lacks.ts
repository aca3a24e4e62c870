interface Lacking {
  readonly bucket: string;
  readonly agency_id: string;
  readonly signer_name: string;
  readonly signer_person_id: string | null;
}

/** The seal is the clerk's act, the personal signature the signer's (Art. 13, Art. 32). `null`: nothing lacks, or nobody is known. */
export function whoLacks({ bucket, agency_id, signer_name, signer_person_id }: Lacking) {
  if (bucket === 'personalOnly') {
    return { holder: `clerks:${agency_id}`, nameVi: null, whatVi: 'thiếu chữ ký số của cơ quan' };
  }
  if (bucket !== 'organisationOnly' && bucket !== 'unsigned') return null;
  if (signer_person_id === null) return null;
  return { holder: `person:${signer_person_id}`, nameVi: signer_name, whatVi: 'thiếu chữ ký số cá nhân của người ký' };
}
