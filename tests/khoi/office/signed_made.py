"""Signed PDFs with certificates made here: a root, a person under it, and what can go wrong with them."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from khoi.demo.papers import pdf

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Certified:
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        form = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def certified(name: str, by: Certified | None = None, *, until: datetime | None = None) -> Certified:
    """A root of its own, or a person's certificate by a root; `until` may lie in the past."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    ends = until or NOW + timedelta(days=300)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(NOW, ends) - timedelta(days=30))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(_usage(root=by is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if by is not None:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        built = built.add_extension(issuer, critical=False)
    return Certified(key, built.sign(by.key if by else key, hashes.SHA256()))


def _usage(*, root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not root, content_commitment=not root, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=root, crl_sign=root, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def plain_pdf() -> bytes:
    return pdf("Thong bao", ("Noi dung van ban da ky.",))


def signed_pdf(who: Certified, root: Certified, folder: Path, content: bytes | None = None) -> bytes:
    """A PDF signed by this person."""
    folder.mkdir(exist_ok=True)
    paths = {name: folder / f"{name}.pem" for name in ("key", "own", "root")}
    for name, part in (("key", who.key_pem), ("own", who.pem), ("root", root.pem)):
        paths[name].write_bytes(part)
    signer = signers.SimpleSigner.load(str(paths["key"]), str(paths["own"]), ca_chain_files=(str(paths["root"]),))
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content or plain_pdf()), strict=False)
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="ChuKy"), signer=signer, output=out)
    return out.getvalue()


def tampered(content: bytes) -> bytes:
    """One byte of what was signed is another."""
    at = content.index(b"Noi dung")
    return content[:at] + b"X" + content[at + 1 :]


def appended_to(content: bytes) -> bytes:
    """The page is given other words in a further revision: the signed bytes stay as they were."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    words = generic.StreamObject(stream_data=b"BT /F1 20 Tf 60 400 Td (Noi dung khac) Tj ET")
    page[generic.NameObject("/Contents")] = writer.add_object(words)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
