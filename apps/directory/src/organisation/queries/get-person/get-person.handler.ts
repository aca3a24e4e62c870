import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { positionsOfPerson } from '../../store/position-choices.js';
import { people } from '../../store/tables.js';

const refuse = refuser(commonRefusals);

/** The person, and the positions to choose from on a day. */
@Injectable()
export class GetPersonHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.GetPerson)
  async handle({ personId, on }: InputOf<typeof directory.GetPerson>): Promise<Answer<typeof directory.GetPerson>> {
    const person = await people.byId(this.transactions, personId);
    if (!person) return refuse('REQUEST.NOT_FOUND');
    return {
      personId,
      fullName: person.fullName,
      positions: await positionsOfPerson(this.transactions, personId, on),
    };
  }
}
