// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace copper {

// The DTLS 1.2 cipher suites with a pre-shared key that we offer, by their IANA numbers.
enum class CipherSuite : std::uint16_t {
    PskAes128Ccm8 = 0xC0A8,            // RFC 6655; mandatory for CoAP (RFC 7252 §9.1.3.1)
    PskAes128Ccm = 0xC0A4,             // RFC 6655
    PskAes128GcmSha256 = 0x00A8,       // RFC 5487
    EcdhePskChaCha20Poly1305 = 0xCCAC, // RFC 7905: forward secrecy, 5 ms of work for both ends
};

// In the order they are offered: CCM_8 first, as constrained devices have it, and because mbedTLS
// 2.28 is slower with GCM.
inline constexpr std::array kCipherSuites = {CipherSuite::PskAes128Ccm8, CipherSuite::PskAes128Ccm,
                                             CipherSuite::PskAes128GcmSha256,
                                             CipherSuite::EcdhePskChaCha20Poly1305};

// "TLS_PSK_WITH_AES_128_CCM_8", as IANA's registry has it.
std::string_view cipherSuiteName(CipherSuite suite);
std::optional<CipherSuite> cipherSuiteFromName(std::string_view name);
// Nothing for a number that is none of ours.
std::optional<CipherSuite> cipherSuiteFromNumber(std::uint16_t number);

} // namespace copper
