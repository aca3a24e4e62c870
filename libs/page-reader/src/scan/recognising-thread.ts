import { parentPort, workerData } from 'node:worker_threads';
import { type RecognitionJob, recogniseHere } from './recognise-scan.js';

const { pdf, options } = workerData as RecognitionJob;
parentPort?.postMessage(await recogniseHere(pdf, options));
