"""How long pyHanko takes to judge a PDF with difference analysis, in seconds of processor time for one file.

Arguments: root.pem, instant (ISO 8601), seconds to measure, files. One JSON object a file. Nothing is fetched.
"""

import asyncio
import io
import json
import sys
import time
from datetime import datetime

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_signature

ROOT = load_cert_from_pemder(sys.argv[1])
AT = datetime.fromisoformat(sys.argv[2].replace("Z", "+00:00"))


async def judge(data):
    reader = PdfFileReader(io.BytesIO(data))
    answers = []
    store = DocumentSecurityStore.read_dss(reader)
    trust = {"trust_roots": [ROOT], "moment": AT, "allow_fetching": False, "revocation_mode": "require"}
    for embedded in reader.embedded_regular_signatures:
        status = await async_validate_pdf_signature(embedded, store.as_validation_context(trust))
        answers.append(bool(status.intact and status.valid and status.trusted))
    return answers


async def main():
    for path in sys.argv[4:]:
        with open(path, "rb") as handle:
            data = handle.read()
        answers = await judge(data)
        count = 0
        start = time.process_time()
        while time.process_time() - start < float(sys.argv[3]):
            await judge(data)
            count += 1
        spent = time.process_time() - start
        print(json.dumps({"answers": answers, "seconds": spent / count}), flush=True)


asyncio.run(main())
