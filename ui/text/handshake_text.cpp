// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/handshake_text.h"

#include "ui/text/credential_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>

namespace copper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Handshake", text);
}

// lupdate does not read a cast inside translate().
QString suitesOffered(int count)
{
    return QCoreApplication::translate("Handshake", "%n suites offered", nullptr, count);
}

} // namespace

Explanation explainHandshake(const DtlsError &error)
{
    switch (error.failure) {
    case DtlsFailure::NoAnswer:
        return {say(QT_TRANSLATE_NOOP("Handshake", "Nothing answered the handshake.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Check that the device is on, in reach, and "
                                                   "speaks DTLS on this port."))};
    case DtlsFailure::Unreachable:
        return {say(QT_TRANSLATE_NOOP("Handshake", "Nobody listens for DTLS at this port.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Check the port; coaps has 5684 unless the "
                                                   "device says otherwise."))};
    case DtlsFailure::NoCommonSuite:
        return {say(QT_TRANSLATE_NOOP("Handshake", "No cipher suite is common to both.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Allow all suites for this key; a device that "
                                                   "wants certificates cannot be reached."))};
    case DtlsFailure::UnknownIdentity:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The device does not know this identity.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Check the identity on the device, or enter the "
                                                   "one it was given."))};
    case DtlsFailure::KeyWrong:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The key is wrong.")),
                say(QT_TRANSLATE_NOOP("Handshake", "The device knows the identity and has another "
                                                   "key for it. Enter that one."))};
    case DtlsFailure::SilentAfterFinished:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The key is probably wrong: the device fell "
                                                   "silent after Finished.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Most devices say nothing to a wrong key. Enter "
                                                   "the one the device has."))};
    case DtlsFailure::SilentInHandshake:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The device began to answer and fell silent.")),
                say(QT_TRANSLATE_NOOP("Handshake", "It may have restarted, or the link is bad. Try "
                                                   "again."))};
    case DtlsFailure::ClosedByPeer:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The device closed the session.")),
                say(QT_TRANSLATE_NOOP("Handshake", "The next request makes a new one."))};
    case DtlsFailure::Refused:
        return {say(QT_TRANSLATE_NOOP("Handshake", "The device refused with alert %1."))
                    .arg(error.alert),
                say(QT_TRANSLATE_NOOP("Handshake", "RFC 5246 §7.2.2 lists the alerts; look at its "
                                                   "packets."))};
    case DtlsFailure::Protocol:
        return {say(QT_TRANSLATE_NOOP("Handshake", "What came back breaks DTLS 1.2.")),
                say(QT_TRANSLATE_NOOP("Handshake", "Look at its packets. Does something else "
                                                   "listen at this port?"))};
    case DtlsFailure::TooManySessions:
        return {say(QT_TRANSLATE_NOOP("Handshake", "Too many sessions are up.")),
                say(QT_TRANSLATE_NOOP("Handshake", "End one in Security."))};
    case DtlsFailure::Replaced:
        break;
    }
    return {say(QT_TRANSLATE_NOOP("Handshake", "The device began a new session.")),
            say(QT_TRANSLATE_NOOP("Handshake", "It may have restarted. Try again."))};
}

LastTest::Outcome outcomeOf(const JobFailed &failure)
{
    if (!failure.handshake)
        return LastTest::Outcome::TimedOut;
    switch (failure.handshake->failure) {
    case DtlsFailure::NoAnswer:
    case DtlsFailure::Unreachable:
    case DtlsFailure::SilentInHandshake:
    case DtlsFailure::TooManySessions:
        return LastTest::Outcome::TimedOut;
    default:
        return LastTest::Outcome::Refused;
    }
}

QString stageName(HandshakeStage stage)
{
    return stage == HandshakeStage::Resolve ? say(QT_TRANSLATE_NOOP("Handshake", "Resolve"))
                                            : handshakeStageName(stage);
}

QString addressAndPort(const SocketAddress &address)
{
    return say(QT_TRANSLATE_NOOP("Handshake", "%1, port %2"))
        .arg(QString::fromStdString(ipLiteral(address)))
        .arg(address.port);
}

QString stageDetail(const HandshakeStepped &step, const QString &deviceName)
{
    switch (step.stage) {
    case HandshakeStage::Resolve:
        return say(QT_TRANSLATE_NOOP("Handshake", "%1 is %2"))
            .arg(displayText(deviceName, 80), addressAndPort(step.peer));
    case HandshakeStage::ClientHello:
        return suitesOffered(static_cast<int>(step.suitesOffered));
    case HandshakeStage::HelloVerifyRequest:
        return say(QT_TRANSLATE_NOOP("Handshake", "the device asked for a cookie and got it"));
    case HandshakeStage::ServerHello:
        return step.suite ? qtText(cipherSuiteName(*step.suite)) : QString();
    case HandshakeStage::ServerKeyExchange:
        return step.text.empty() ? say(QT_TRANSLATE_NOOP("Handshake", "no identity hint"))
                                 : say(QT_TRANSLATE_NOOP("Handshake", "identity hint “%1”"))
                                       .arg(identityShown(step.text));
    case HandshakeStage::ClientKeyExchange:
        return say(QT_TRANSLATE_NOOP("Handshake", "identity %1")).arg(identityShown(step.text));
    case HandshakeStage::Finished:
        return say(QT_TRANSLATE_NOOP("Handshake", "both sides hold the same key"));
    case HandshakeStage::FirstRequest:
        break;
    }
    return codeText(step.code) + QStringLiteral(", ") + byteSize(step.payloadSize);
}

QString waitingFor(HandshakeStage last)
{
    if (last == HandshakeStage::FirstRequest)
        return {};
    return stageName(static_cast<HandshakeStage>(static_cast<int>(last) + 1));
}

} // namespace copper
