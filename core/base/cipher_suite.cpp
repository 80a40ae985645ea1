// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cipher_suite.h"

#include <algorithm>

namespace copper {

std::string_view cipherSuiteName(CipherSuite suite)
{
    switch (suite) {
    case CipherSuite::PskAes128Ccm8:
        return "TLS_PSK_WITH_AES_128_CCM_8";
    case CipherSuite::PskAes128Ccm:
        return "TLS_PSK_WITH_AES_128_CCM";
    case CipherSuite::PskAes128GcmSha256:
        return "TLS_PSK_WITH_AES_128_GCM_SHA256";
    case CipherSuite::EcdhePskChaCha20Poly1305:
        return "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256";
    }
    return {};
}

std::optional<CipherSuite> cipherSuiteFromName(std::string_view name)
{
    const auto *const found =
        std::find_if(kCipherSuites.begin(), kCipherSuites.end(),
                     [name](CipherSuite suite) { return cipherSuiteName(suite) == name; });
    return found == kCipherSuites.end() ? std::nullopt : std::optional{*found};
}

std::optional<CipherSuite> cipherSuiteFromNumber(std::uint16_t number)
{
    const auto *const found =
        std::find(kCipherSuites.begin(), kCipherSuites.end(), CipherSuite{number});
    return found == kCipherSuites.end() ? std::nullopt : std::optional{*found};
}

} // namespace copper
