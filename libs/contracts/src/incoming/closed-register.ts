import { closedRegisterContracts } from '../core/closed-register.js';

/** Months and years of the register of incoming documents (Art. 22.3.b, Annex IV part VI). */
export const {
  CloseRegister,
  SealClosedRegister,
  FindClosedRegisters,
  OpenClosedRegister,
  RegisterClosed,
  RegisterSealRequested,
  RegisterSealed,
} = closedRegisterContracts({ service: 'incoming', closes: 'incoming.register', reads: 'incoming.register' });
