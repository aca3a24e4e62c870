import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { enrolmentsAt } from '../../store/enrolment.store.js';

/** Whose certificates these were at an instant. One that nobody enrolled is absent: "chưa phân loại". */
@Injectable()
export class FindEnrolmentsHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.FindEnrolments)
  async handle(asked: InputOf<typeof directory.FindEnrolments>): Promise<Answer<typeof directory.FindEnrolments>> {
    return { enrolments: await enrolmentsAt(this.transactions, asked) };
  }
}
