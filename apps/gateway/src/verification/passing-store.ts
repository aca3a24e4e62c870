import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PassingFiles } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';

/** Files of strangers while they are judged. What a door that died has left is removed when the next one opens. */
@Injectable()
export class PassingStore implements OnModuleInit {
  readonly files: PassingFiles;

  constructor(@Inject(SERVICE_CONFIG) config: ServiceConfig) {
    this.files = new PassingFiles(config.files);
  }

  async onModuleInit(): Promise<void> {
    await this.files.sweep();
  }
}
