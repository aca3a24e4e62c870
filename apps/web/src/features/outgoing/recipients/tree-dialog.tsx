import { useQueryClient } from '@tanstack/react-query';
import { Modal, Tree } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../shared/session/session';
import { Problem } from '../../../shared/ui/states';
import { type Addressee, agenciesUnder, keyOf, type Recipient } from './recipients';

interface Node {
  key: string;
  title: string;
  addressee: Addressee;
  children?: Node[];
}

interface TreeDialogProps {
  open: boolean;
  chosen: readonly Recipient[];
  onAdd: (recipients: readonly Recipient[]) => void;
  onClose: () => void;
}

/** The agencies as they stand under each other; a branch is fetched when it is opened. */
export function TreeDialog(props: TreeDialogProps) {
  const { t } = useTranslation();
  const [marked, setMarked] = useState<readonly Addressee[]>([]);
  const close = () => {
    setMarked([]);
    props.onClose();
  };
  return (
    <Modal
      open={props.open}
      title={t('outgoing.addressing.treeTitle')}
      okText={t('outgoing.addressing.addMany', { count: marked.length })}
      okButtonProps={{ disabled: marked.length === 0 }}
      cancelText={t('common.cancel')}
      onOk={() => {
        props.onAdd(marked);
        close();
      }}
      onCancel={close}
      destroyOnHidden
    >
      {props.open && <Branches chosen={props.chosen} marked={marked} onMark={setMarked} />}
    </Modal>
  );
}

interface BranchesProps {
  chosen: readonly Recipient[];
  marked: readonly Addressee[];
  onMark: (marked: readonly Addressee[]) => void;
}

function Branches({ chosen, marked, onMark }: BranchesProps) {
  const queries = useQueryClient();
  const { agencyId } = useSession().position;
  const { t } = useTranslation();
  const [tops, setTops] = useState<Node[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const under = async (key: string): Promise<Node[]> => {
    const found = await queries.fetchQuery({
      queryKey: ['directory', 'under', key],
      staleTime: 5 * 60_000,
      queryFn: () => agenciesUnder(key),
    });
    return found.map((addressee) => ({ key: keyOf(addressee), title: addressee.name, addressee }));
  };
  const load = (key: string, put: (children: Node[]) => void) => under(key).then(put, setProblem);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    void load('top', setTops);
  }
  if (problem !== null) return <Problem error={problem} />;
  if (tops === null) return <p role="status">{t('common.loading')}</p>;
  // Oneself is no recipient, but the agencies below are.
  const already = new Set([agencyId, ...chosen.map(keyOf)]);
  return (
    <Tree<Node>
      checkable
      checkStrictly
      selectable={false}
      height={420}
      treeData={withState(tops, already)}
      checkedKeys={{ checked: marked.map(keyOf), halfChecked: [] }}
      loadData={({ key, children }) =>
        children
          ? Promise.resolve()
          : load(String(key), (found) => setTops((now) => grown(now ?? [], String(key), found)))
      }
      onCheck={(_, { node, checked }) =>
        onMark(checked ? [...marked, node.addressee] : marked.filter((one) => keyOf(one) !== node.key))
      }
    />
  );
}

const withState = (
  nodes: readonly Node[],
  already: ReadonlySet<string>,
): (Node & { disableCheckbox: boolean; isLeaf?: boolean })[] =>
  nodes.map((node) => ({
    ...node,
    disableCheckbox: already.has(node.key),
    ...(node.children ? { isLeaf: node.children.length === 0, children: withState(node.children, already) } : {}),
  }));

const grown = (nodes: readonly Node[], key: string, children: Node[]): Node[] =>
  nodes.map((node) => {
    if (node.key === key) return { ...node, children };
    return node.children ? { ...node, children: grown(node.children, key, children) } : node;
  });
