import { closedRegisterContracts } from '../core/closed-register.js';

/** Months and years of the register of outgoing documents (Art. 16.2.b, Annex IV part I). */
export const {
  CloseRegister,
  SealClosedRegister,
  FindClosedRegisters,
  OpenClosedRegister,
  RegisterClosed,
  RegisterSealRequested,
  RegisterSealed,
} = closedRegisterContracts({
  service: 'outgoing',
  closes: 'outgoing.close-register',
  reads: 'outgoing.register',
});
