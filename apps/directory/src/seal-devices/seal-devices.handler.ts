import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, directory, type InputOf, type Refusal, refuser } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { positions } from '../organisation/store/tables.js';
import { recordActs } from '../timeline/timeline.js';
import {
  addLending,
  deviceOfCertificate,
  devicesOf,
  endLending,
  lockDevice,
  putDevice,
  type SealLending,
} from './seal-device.store.js';

type SealDevice = directory.SealDevice;
const refuse = refuser(commonRefusals);

/** Who has the agency's device in hand: its keeper, or whoever it was lent to on paper (Art. 32; R-ORG-02, R-ORG-03). */
@Injectable()
export class SealDevicesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.AssignSealDevice)
  assign(
    input: InputOf<typeof directory.AssignSealDevice>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.AssignSealDevice>> {
    return this.commands.run(directory.AssignSealDevice, input, ctx, async (tx) => {
      const { agencyId, certificateSha256, keeperPersonId, label, decision } = input;
      if (!(await isClerk(tx, keeperPersonId, agencyId, ctx)))
        return directory.refuseDirectory('DIRECTORY.KEEPER_UNFIT');
      const known = await deviceOfCertificate(tx, certificateSha256);
      if (known && known.agencyId !== agencyId) return directory.refuseDirectory('DIRECTORY.CERTIFICATE_TAKEN');
      const lent = known && openLending(known);
      if (lent) return directory.refuseDirectory('DIRECTORY.SEAL_LENT', { holder: lent.borrowerName });
      const id = known?.id ?? uuidV5(ctx.commandId, 'seal-device');
      const assignedAt = ctx.now().toISOString();
      await putDevice(tx, { id, agencyId, certificateSha256, label, keeperPersonId, assignedAt, decision });
      return this.told(tx, id, directory.SealDeviceAssigned, { act: 'seal-device-assigned', basis: decision }, ctx);
    });
  }

  @Handles(directory.LendSealDevice)
  lend(
    input: InputOf<typeof directory.LendSealDevice>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.LendSealDevice>> {
    return this.commands.run(directory.LendSealDevice, input, ctx, async (tx) => {
      const device = await this.kept(tx, input.deviceId, ctx);
      if ('refused' in device) return device;
      const lent = openLending(device);
      if (lent) return directory.refuseDirectory('DIRECTORY.SEAL_LENT', { holder: lent.borrowerName });
      const problem = lendingProblem(input, ctx);
      if (problem !== null) return directory.refuseDirectory('DIRECTORY.BAD_LENDING', { problem });
      if (!(await isClerk(tx, input.borrowerPersonId, device.agencyId, ctx)))
        return directory.refuseDirectory('DIRECTORY.KEEPER_UNFIT');
      const { deviceId, ...lending } = input;
      const id = uuidV5(ctx.commandId, 'seal-lending');
      await addLending(tx, deviceId, { ...lending, id, from: ctx.now().toISOString() });
      const basis = `${input.permission.numberAndSymbol}; biên bản ${input.minutes.numberAndSymbol}`;
      return this.told(tx, deviceId, directory.SealDeviceLent, { act: 'seal-device-lent', basis }, ctx);
    });
  }

  @Handles(directory.ReturnSealDevice)
  takeBack(
    input: InputOf<typeof directory.ReturnSealDevice>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.ReturnSealDevice>> {
    return this.commands.run(directory.ReturnSealDevice, input, ctx, async (tx) => {
      const device = await this.kept(tx, input.deviceId, ctx);
      if ('refused' in device) return device;
      const lent = openLending(device);
      if (!lent) return directory.refuseDirectory('DIRECTORY.SEAL_NOT_LENT');
      await endLending(tx, lent.id, ctx.now(), input.minutes);
      const basis = `biên bản ${input.minutes.numberAndSymbol}`;
      return this.told(tx, device.id, directory.SealDeviceReturned, { act: 'seal-device-returned', basis }, ctx);
    });
  }

  @Handles(directory.FindSealDevices)
  async find(
    _: InputOf<typeof directory.FindSealDevices>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindSealDevices>> {
    return { devices: await devicesOf(this.transactions, (ctx.actor as Actor).agencyId) };
  }

  /** Not lent: with its keeper. Lent: with the borrower until the day agreed, then with nobody until it is returned. */
  @Handles(directory.CheckSealDevice)
  async check({
    certificateSha256,
    personId,
    at,
  }: InputOf<typeof directory.CheckSealDevice>): Promise<Answer<typeof directory.CheckSealDevice>> {
    const device = await deviceOfCertificate(this.transactions, certificateSha256);
    if (!device) return { isInHand: true, holderName: null, basis: null };
    const lent = openLending(device);
    if (!lent) {
      return { isInHand: device.keeperPersonId === personId, holderName: device.keeperName, basis: device.decision };
    }
    const isInHand = lent.borrowerPersonId === personId && at < lent.until;
    return { isInHand, holderName: lent.borrowerName, basis: lent.permission.numberAndSymbol };
  }

  /** The device, locked, when the asker keeps it. */
  private async kept(tx: Tx, deviceId: string, ctx: RequestContext): Promise<SealDevice | Refusal> {
    const device = await lockDevice(tx, deviceId);
    const { agencyId, personId } = ctx.actor as Actor;
    if (!device || device.agencyId !== agencyId) return refuse('REQUEST.NOT_FOUND');
    return device.keeperPersonId === personId ? device : directory.refuseDirectory('DIRECTORY.SEAL_NOT_YOURS');
  }

  private async told(
    tx: Tx,
    id: string,
    contract: typeof directory.SealDeviceAssigned,
    what: { readonly act: string; readonly basis: string },
    ctx: RequestContext,
  ): Promise<SealDevice> {
    const device = await lockDevice(tx, id);
    if (!device) throw new Error(`device ${id} vanished under its lock`);
    await recordActs(tx, ctx, [{ ...what, subjectId: id }]);
    await this.outbox.add(tx, contract, { aggregateId: id, payload: device }, ctx);
    return device;
  }
}

const openLending = ({ lendings }: SealDevice): SealLending | undefined =>
  lendings.find(({ returnedAt }) => returnedAt === null);

async function isClerk(tx: Tx, personId: string, agencyId: string, ctx: RequestContext): Promise<boolean> {
  const held = await positions.find(
    tx,
    'WHERE t.person_id = $1 AND t.agency_id = $2 AND t.valid_from <= $3 AND (t.valid_to IS NULL OR t.valid_to >= $3)',
    [personId, agencyId, ctx.today()],
  );
  return held.some(({ roles }) => roles.includes('clerk'));
}

/** The permission comes first, then the minutes, then the device; and it comes back. */
function lendingProblem(
  { permission, minutes, until }: Pick<SealLending, 'permission' | 'minutes' | 'until'>,
  ctx: RequestContext,
): string | null {
  if (permission.date > ctx.today()) return 'văn bản cho phép đề ngày sau hôm nay';
  if (minutes.date < permission.date) return 'biên bản lập trước văn bản cho phép';
  if (minutes.date > ctx.today()) return 'biên bản đề ngày sau hôm nay';
  if (new Date(until) <= ctx.now()) return 'thời hạn giao đã qua';
  return civilDateOf(new Date(until)) > yearLater(ctx.today()) ? 'thời hạn giao quá một năm' : null;
}

const yearLater = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
