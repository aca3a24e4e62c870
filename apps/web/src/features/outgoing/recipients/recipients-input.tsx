import { AutoComplete, Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session/session';
import { BlockDialog } from './block-dialog';
import { GroupsDialog } from './groups-dialog';
import { addressees, keyOf, type Recipient, useSuggestions, withMore } from './recipients';
import { TreeDialog } from './tree-dialog';

interface RecipientsInputProps {
  id?: string;
  value?: Recipient[];
  onChange?: (recipients: Recipient[]) => void;
}

type Asked = 'tree' | 'block' | 'groups' | null;

/** Who receives the document, in the order of the "Nơi nhận" block: typed ahead, out of groups, the tree, or a pasted block. */
export function RecipientsInput({ id, value = [], onChange }: RecipientsInputProps) {
  const { t } = useTranslation();
  const mayKeep = useSession().rights.includes('outgoing.draft');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked>(null);
  const suggested = useSuggestions(typed);
  const add = (more: readonly Recipient[]) => onChange?.(withMore(value, more));

  const choices = new Map<string, readonly Recipient[]>();
  const option = (key: string, label: string, recipients: readonly Recipient[]) => {
    choices.set(key, recipients);
    return { value: key, label };
  };
  const text = typed.trim();
  const options = [
    {
      label: t('outgoing.addressing.groups'),
      options: suggested.groups.map((group) =>
        option(
          group.id,
          t('outgoing.addressing.groupOf', { name: group.name, count: group.members.length }),
          group.members,
        ),
      ),
    },
    {
      label: t('outgoing.addressing.agencies'),
      options: suggested.agencies.map((one) =>
        option(one.id, one.name, [{ kind: 'agency', agencyId: one.id, name: one.name }]),
      ),
    },
    {
      label: t('outgoing.addressing.units'),
      options: suggested.units.map((one) =>
        option(one.id, one.name, [{ kind: 'unit', unitId: one.id, name: one.name }]),
      ),
    },
    {
      label: t('outgoing.addressing.others'),
      // Only when nothing known can come before it any more: Enter takes the first.
      options:
        text && suggested.settled
          ? [
              option('words', t('outgoing.addressing.asWritten', { text }), [
                { kind: 'other', name: text.slice(0, 200) },
              ]),
            ]
          : [],
    },
  ].filter((group) => group.options.length > 0);
  return (
    <Flex vertical gap={6}>
      {value.length > 0 && (
        <Flex wrap gap={4} component="ul" className="vt-plain-list" aria-label={t('outgoing.addressing.chosen')}>
          {value.map((one) => (
            <li key={keyOf(one)}>
              <Tag
                variant="outlined"
                closable={{ 'aria-label': t('outgoing.addressing.drop', { name: one.name }) }}
                onClose={(event) => {
                  event.preventDefault();
                  onChange?.(value.filter((other) => other !== one));
                }}
                className={one.kind === 'other' ? 'vt-recipient vt-recipient-words' : 'vt-recipient'}
                title={one.kind === 'other' ? t('outgoing.addressing.onPaper') : t('outgoing.addressing.served')}
              >
                {one.name}
              </Tag>
            </li>
          ))}
        </Flex>
      )}
      <AutoComplete
        {...(id ? { id } : {})}
        value={typed}
        options={options}
        defaultActiveFirstOption
        placeholder={t('outgoing.addressing.hint')}
        onChange={setTyped}
        onSelect={(key: string) => {
          add(choices.get(key) ?? []);
          setTyped('');
        }}
        onInputKeyDown={(event) => {
          // Enter takes the suggestion; without one it must not send the form.
          if (event.key === 'Enter') event.preventDefault();
          if (event.key === 'Backspace' && typed === '') onChange?.(value.slice(0, -1));
        }}
      />
      <Flex wrap gap={6}>
        <Button size="small" onClick={() => setAsked('tree')}>
          {t('outgoing.addressing.tree')}
        </Button>
        <Button size="small" onClick={() => setAsked('block')}>
          {t('outgoing.addressing.block')}
        </Button>
        {mayKeep && (
          <Button size="small" onClick={() => setAsked('groups')}>
            {t('outgoing.addressing.keepGroups')}
          </Button>
        )}
      </Flex>
      <TreeDialog open={asked === 'tree'} chosen={value} onAdd={add} onClose={() => setAsked(null)} />
      <BlockDialog open={asked === 'block'} onAdd={add} onClose={() => setAsked(null)} />
      <GroupsDialog open={asked === 'groups'} chosen={addressees(value)} onClose={() => setAsked(null)} />
    </Flex>
  );
}
