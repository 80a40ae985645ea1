// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/exit_status.h"

#include <algorithm>
#include <array>

namespace copper::cli {

ExitStatus statusOf(Code responseCode)
{
    if (responseCode.isSuccess())
        return ExitStatus::Ok;
    return responseCode.classNumber() == 5 ? ExitStatus::ServerError : ExitStatus::ClientError;
}

ExitStatus statusOf(const JobFailed &failure, bool upload)
{
    switch (failure.kind) {
    case FailureKind::Timeout:
    case FailureKind::Reset:
    case FailureKind::Unreachable:
    case FailureKind::NotResolved:
    case FailureKind::NoInterface:
    case FailureKind::BodyChanged:
    case FailureKind::LinkLost:
    case FailureKind::LimitReached:
    case FailureKind::SocketFailed:
    case FailureKind::HandshakeFailed:
        return ExitStatus::NoAnswer;
    case FailureKind::NoCredential:
        return ExitStatus::Usage;
    case FailureKind::InvalidUri:
    case FailureKind::UnsupportedScheme:
    case FailureKind::NotSupported:
        return ExitStatus::Usage;
    case FailureKind::Malformed:
        return ExitStatus::DataMalformed;
    case FailureKind::TooLarge:
        return upload ? ExitStatus::InputUnusable : ExitStatus::DataMalformed;
    case FailureKind::TransferRefused:
    case FailureKind::ErrorResponse:
        return failure.code.isSuccess() ? ExitStatus::ClientError : statusOf(failure.code);
    case FailureKind::Cancelled:
        return ExitStatus::Interrupted;
    case FailureKind::InputUnreadable:
        return ExitStatus::InputUnusable;
    case FailureKind::OutputUnwritable:
        return ExitStatus::OutputUnwritable;
    case FailureKind::VerificationFailed:
        return ExitStatus::ExpectationFailed;
    }
    return ExitStatus::NoAnswer;
}

ExitStatus worse(ExitStatus a, ExitStatus b)
{
    static constexpr std::array kOrder{
        ExitStatus::Interrupted, ExitStatus::OutputUnwritable, ExitStatus::InputUnusable,
        ExitStatus::Usage,       ExitStatus::DataMalformed,    ExitStatus::NoAnswer,
        ExitStatus::ServerError, ExitStatus::ClientError,      ExitStatus::ExpectationFailed,
        ExitStatus::Ok,
    };
    const auto rank = [](ExitStatus status) {
        return std::find(kOrder.begin(), kOrder.end(), status) - kOrder.begin();
    };
    return rank(a) < rank(b) ? a : b;
}

} // namespace copper::cli
