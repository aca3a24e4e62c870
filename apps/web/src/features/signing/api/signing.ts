import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';

export type Certificate = Schemas['EnrolledCertificate'];
export type Device = Schemas['SealDevice'];

const CERTIFICATES = ['signing', 'certificates'];
const DEVICES = ['signing', 'devices'];
const REJUDGING = ['signing', 'rejudging'];
/** Milliseconds between two looks at a job that is running. */
const LOOK_EVERY_MS = 2_000;

export const useCertificates = () =>
  useQuery({
    queryKey: CERTIFICATES,
    queryFn: async () => (await answerOf(api.GET('/api/directory/certificates'))).certificates,
  });

export const useDevices = () =>
  useQuery({
    queryKey: DEVICES,
    queryFn: async () => (await answerOf(api.GET('/api/directory/seal-devices'))).devices,
  });

type Lending =
  Paths['/api/directory/seal-devices/{deviceId}/lend']['post']['requestBody']['content']['application/json'];
type Return =
  Paths['/api/directory/seal-devices/{deviceId}/return']['post']['requestBody']['content']['application/json'];

export function useDeviceActs(deviceId: string) {
  const queries = useQueryClient();
  const path = { params: { path: { deviceId } } };
  const onSuccess = () => queries.invalidateQueries({ queryKey: DEVICES });
  return {
    lend: useMutation({
      mutationFn: (body: Lending) =>
        answerOf(api.POST('/api/directory/seal-devices/{deviceId}/lend', { ...path, body })),
      onSuccess,
    }),
    takeBack: useMutation({
      mutationFn: (body: Return) =>
        answerOf(api.POST('/api/directory/seal-devices/{deviceId}/return', { ...path, body })),
      onSuccess,
    }),
  };
}

export const useSignatureEvidence = (documentId: string) =>
  useQuery({
    queryKey: ['evidence', 'signatures', documentId],
    queryFn: () =>
      answerOf(api.GET('/api/signing/documents/{documentId}/signatures', { params: { path: { documentId } } })),
  });

/** The last time that everything was judged again; followed while it runs. */
export const useRejudging = () =>
  useQuery({
    queryKey: REJUDGING,
    refetchInterval: ({ state }) => (state.data && state.data.finishedAt === null ? LOOK_EVERY_MS : false),
    queryFn: async () => (await answerOf(api.GET('/api/signing/rejudgings/latest'))).rejudging,
  });

export function useAdministration() {
  const queries = useQueryClient();
  return {
    rejudge: useMutation({
      mutationFn: () => answerOf(api.POST('/api/signing/rejudgings', { body: {} })),
      onSuccess: () => queries.invalidateQueries({ queryKey: REJUDGING }),
    }),
    raise: useMutation({ mutationFn: () => answerOf(api.POST('/api/signing/preservation', { body: {} })) }),
  };
}
