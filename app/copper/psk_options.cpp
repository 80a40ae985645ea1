// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/psk_options.h"

#include "app/copper/input_file.h"
#include "core/dtls/psk_credential.h"

namespace copper::cli {

namespace {

constexpr std::uint64_t kMostKeyFile = 4096; // room for hex with spaces, and to say what is wrong

Complaint pskComplaint(PskFault fault, const QString &path)
{
    switch (fault) {
    case PskFault::IdentityEmpty:
    case PskFault::IdentityTooLong:
        return usageComplaint(
            QStringLiteral("--psk-identity must have 1 to %1 bytes").arg(kMaxPskIdentityBytes),
            QStringLiteral("It is the name under which the device knows the key."));
    case PskFault::KeyEmpty:
        return badInputFile(path, QStringLiteral("there is no key in it"));
    case PskFault::KeyTooLong: {
        Complaint complaint = badInputFile(
            path, QStringLiteral("the key is longer than %1 bytes, the most that can be used")
                      .arg(kMaxPskBytes));
        complaint.hint = QStringLiteral("Is it hex? Then give it by --psk-hex-file.");
        return complaint;
    }
    case PskFault::KeyNotHex: {
        Complaint complaint = badInputFile(
            path, QStringLiteral("it is not hex: an even number of digits is expected"));
        complaint.status = ExitStatus::DataMalformed;
        complaint.hint = QStringLiteral("A key that is text is given by --psk-file.");
        return complaint;
    }
    }
    return {};
}

} // namespace

CredentialSnapshotPtr pskCredential(Arguments &arguments)
{
    const bool hex = arguments.has("psk-hex-file");
    const bool plain = arguments.has("psk-file");
    if (!hex && !plain && !arguments.has("psk-identity"))
        return nullptr;
    if (hex == plain || !arguments.has("psk-identity")) {
        arguments.complain(usageComplaint(
            QStringLiteral("--psk-identity goes with one of --psk-file and --psk-hex-file"),
            QStringLiteral("The key stands in a file, so that nobody sees it in the list of "
                           "processes.")));
        return nullptr;
    }
    const QString path = arguments.text(hex ? "psk-hex-file" : "psk-file");
    const auto content = readSecretInput(path, kMostKeyFile);
    if (!content) {
        arguments.complain(content.error());
        return nullptr;
    }
    const std::string name = arguments.text("psk-identity").toStdString();
    Bytes identity = toOwned(asBytes(name));
    const auto credential =
        hex ? makePskCredentialFromHex(std::move(identity), content->view())
            : makePskCredential(std::move(identity),
                                SecretBytes::copyOf(keyInFile(content->view())));
    if (!credential) {
        arguments.complain(pskComplaint(credential.error(), path));
        return nullptr;
    }
    Credential forEveryHost;
    forEveryHost.identity = (*credential)->identity;
    forEveryHost.key = (*credential)->key.clone();
    forEveryHost.patterns = {HostPattern()};
    auto book = std::make_shared<CredentialBook>();
    (void)book->add(std::move(forEveryHost)); // within its limits, as was just looked at
    return book;
}

} // namespace copper::cli
