"""Judges PDF files with pyHanko, which shares no code with us: one JSON object a line.

Arguments: root.pem, instant (ISO 8601), files. Nothing is fetched: what is not in the file is not known.
"""

import asyncio
import json
import sys
from datetime import datetime

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager


def long_term_spec(root):
    """EN 319 102-1 5.6.3 with revocation data required of every certificate."""
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([root]),
        revinfo_policy=CertRevTrustPolicy(revocation_checking_policy=REQUIRE_REVINFO),
    )
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=policy,
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
        )
    )


async def judge(path, root, at):
    with open(path, "rb") as handle:
        reader = PdfFileReader(handle)
        stamps = len(reader.embedded_timestamp_signatures)
        answers = []
        for embedded in reader.embedded_regular_signatures:
            context = ValidationContext(trust_roots=[root], moment=at, allow_fetching=False)
            status = await async_validate_pdf_signature(embedded, context)
            answer = {
                "field": embedded.field_name,
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "coverage": status.coverage.name,
                "modification": status.modification_level.name if status.modification_level else None,
                "docmdp": status.docmdp_ok,
                "timestamp": bool(status.timestamp_validity and status.timestamp_validity.valid),
                "documentTimestamps": stamps,
            }
            if "/DSS" in reader.root:
                known = DocumentSecurityStore.read_dss(reader).as_validation_context(
                    {
                        "trust_roots": [root],
                        "moment": at,
                        "allow_fetching": False,
                        "revocation_mode": "require",
                    }
                )
                stored = await async_validate_pdf_signature(embedded, known)
                answer["stored"] = "trusted" if stored.trusted else stored.summary()
            if "/DSS" in reader.root and answer["timestamp"] and stamps:
                timing = ValidationTimingInfo(
                    validation_time=at, best_signature_time=at, point_in_time_validation=False
                )
                result = await ades_lta_validation(embedded, long_term_spec(root), timing_info=timing)
                answer["archive"] = result.ades_subindic.standard_name
            answers.append(answer)
        print(json.dumps({"file": path, "signatures": answers}), flush=True)


async def main():
    root = load_cert_from_pemder(sys.argv[1])
    at = datetime.fromisoformat(sys.argv[2].replace("Z", "+00:00"))
    for path in sys.argv[3:]:
        await judge(path, root, at)


asyncio.run(main())
