import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { passwordMatches } from '../../domain/password-hash.js';
import { hashOfUsername } from '../../password.store.js';

/** One answer for a wrong name and a wrong password, after the same work. Attempts are counted by the gateway. */
@Injectable()
export class VerifyCredentialsHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.VerifyCredentials)
  async handle({
    username,
    password,
  }: InputOf<typeof directory.VerifyCredentials>): Promise<Answer<typeof directory.VerifyCredentials>> {
    const account = await hashOfUsername(this.transactions, username.normalize('NFC').trim().toLowerCase());
    const matches = await passwordMatches(account?.hash ?? null, password);
    return account && matches ? { personId: account.personId } : directory.refuseDirectory('DIRECTORY.BAD_CREDENTIALS');
  }
}
