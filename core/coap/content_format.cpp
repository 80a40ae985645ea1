// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/content_format.h"

#include <algorithm>
#include <array>
#include <string>

namespace copper {

namespace {

// IANA CoRE Parameters, CoAP Content-Formats.
constexpr std::array kRows{
    ContentFormatRow{0, "text/plain; charset=utf-8", "", "text", false},
    ContentFormatRow{16, "application/cose; cose-type=\"cose-encrypt0\"", "", "cose-encrypt0",
                     false},
    ContentFormatRow{17, "application/cose; cose-type=\"cose-mac0\"", "", "cose-mac0", false},
    ContentFormatRow{18, "application/cose; cose-type=\"cose-sign1\"", "", "cose-sign1", false},
    ContentFormatRow{19, "application/ace+cbor", "", "ace+cbor", false},
    ContentFormatRow{21, "image/gif", "", "gif", false},
    ContentFormatRow{22, "image/jpeg", "", "jpeg", false},
    ContentFormatRow{23, "image/png", "", "png", false},
    ContentFormatRow{40, "application/link-format", "", "link-format", false},
    ContentFormatRow{41, "application/xml", "", "xml", false},
    ContentFormatRow{42, "application/octet-stream", "", "octet-stream", false},
    ContentFormatRow{47, "application/exi", "", "exi", false},
    ContentFormatRow{50, "application/json", "", "json", false},
    ContentFormatRow{51, "application/json-patch+json", "", "json-patch+json", false},
    ContentFormatRow{52, "application/merge-patch+json", "", "merge-patch+json", false},
    ContentFormatRow{60, "application/cbor", "", "cbor", false},
    ContentFormatRow{61, "application/cwt", "", "cwt", false},
    ContentFormatRow{62, "application/multipart-core", "", "multipart-core", false},
    ContentFormatRow{63, "application/cbor-seq", "", "cbor-seq", false},
    ContentFormatRow{64, "application/edhoc+cbor-seq", "", "edhoc+cbor-seq", false},
    ContentFormatRow{65, "application/cid-edhoc+cbor-seq", "", "cid-edhoc+cbor-seq", false},
    ContentFormatRow{96, "application/cose; cose-type=\"cose-encrypt\"", "", "cose-encrypt", false},
    ContentFormatRow{97, "application/cose; cose-type=\"cose-mac\"", "", "cose-mac", false},
    ContentFormatRow{98, "application/cose; cose-type=\"cose-sign\"", "", "cose-sign", false},
    ContentFormatRow{101, "application/cose-key", "", "cose-key", false},
    ContentFormatRow{102, "application/cose-key-set", "", "cose-key-set", false},
    ContentFormatRow{110, "application/senml+json", "", "senml+json", false},
    ContentFormatRow{111, "application/sensml+json", "", "sensml+json", false},
    ContentFormatRow{112, "application/senml+cbor", "", "senml+cbor", false},
    ContentFormatRow{113, "application/sensml+cbor", "", "sensml+cbor", false},
    ContentFormatRow{114, "application/senml-exi", "", "senml-exi", false},
    ContentFormatRow{115, "application/sensml-exi", "", "sensml-exi", false},
    ContentFormatRow{140, "application/yang-data+cbor; id=sid", "", "yang-data+cbor-sid", false},
    ContentFormatRow{256, "application/coap-group+json", "", "coap-group+json", false},
    ContentFormatRow{257, "application/concise-problem-details+cbor", "",
                     "concise-problem-details+cbor", false},
    ContentFormatRow{258, "application/swid+cbor", "", "swid+cbor", false},
    ContentFormatRow{259, "application/pkixcmp", "", "pkixcmp", false},
    ContentFormatRow{260, "application/yang-sid+json", "", "yang-sid+json", false},
    ContentFormatRow{261, "application/ace-groupcomm+cbor", "", "ace-groupcomm+cbor", false},
    ContentFormatRow{262, "application/ace-trl+cbor", "", "ace-trl+cbor", false},
    ContentFormatRow{263, "application/eat+cwt", "", "eat+cwt", false},
    ContentFormatRow{264, "application/eat+jwt", "", "eat+jwt", false},
    ContentFormatRow{265, "application/eat-bun+cbor", "", "eat-bun+cbor", false},
    ContentFormatRow{266, "application/eat-bun+json", "", "eat-bun+json", false},
    ContentFormatRow{267, "application/eat-ucs+cbor", "", "eat-ucs+cbor", false},
    ContentFormatRow{268, "application/eat-ucs+json", "", "eat-ucs+json", false},
    ContentFormatRow{269, "application/coap-eap", "", "coap-eap", false},
    ContentFormatRow{270, "application/suit-report+cose", "", "suit-report+cose", false},
    ContentFormatRow{271, "application/dots+cbor", "", "dots+cbor", false},
    ContentFormatRow{272, "application/missing-blocks+cbor-seq", "", "missing-blocks+cbor-seq",
                     false},
    ContentFormatRow{273, "application/cmw+cbor", "", "cmw+cbor", false},
    ContentFormatRow{274, "application/cmw+json", "", "cmw+json", false},
    ContentFormatRow{275, "application/cmw+cose", "", "cmw+cose", false},
    ContentFormatRow{276, "application/cmw+jws", "", "cmw+jws", false},
    ContentFormatRow{277, "application/scitt-statement+cose", "", "scitt-statement+cose", false},
    ContentFormatRow{278, "application/scitt-receipt+cose", "", "scitt-receipt+cose", false},
    ContentFormatRow{279, "application/statuslist+cwt", "", "statuslist+cwt", false},
    ContentFormatRow{280, "application/pkcs7-mime; smime-type=server-generated-key", "",
                     "pkcs7-server-generated-key", false},
    ContentFormatRow{281, "application/pkcs7-mime; smime-type=certs-only", "", "pkcs7-certs-only",
                     false},
    ContentFormatRow{284, "application/pkcs8", "", "pkcs8", false},
    ContentFormatRow{285, "application/csrattrs", "", "csrattrs", false},
    ContentFormatRow{286, "application/pkcs10", "", "pkcs10", false},
    ContentFormatRow{287, "application/pkix-cert", "", "pkix-cert", false},
    ContentFormatRow{290, "application/aif+cbor", "", "aif+cbor", false},
    ContentFormatRow{291, "application/aif+json", "", "aif+json", false},
    ContentFormatRow{310, "application/senml+xml", "", "senml+xml", false},
    ContentFormatRow{311, "application/sensml+xml", "", "sensml+xml", false},
    ContentFormatRow{320, "application/senml-etch+json", "", "senml-etch+json", false},
    ContentFormatRow{322, "application/senml-etch+cbor", "", "senml-etch+cbor", false},
    ContentFormatRow{340, "application/yang-data+cbor", "", "yang-data+cbor", false},
    ContentFormatRow{341, "application/yang-data+cbor; id=name", "", "yang-data+cbor-name", false},
    ContentFormatRow{432, "application/td+json", "", "td+json", false},
    ContentFormatRow{433, "application/tm+json", "", "tm+json", false},
    ContentFormatRow{434, "application/sdf+json", "", "sdf+json", false},
    ContentFormatRow{553, "application/dns-message", "", "dns-message", false},
    ContentFormatRow{601, "application/uccs+cbor", "", "uccs+cbor", false},
    ContentFormatRow{836, "application/voucher+cose", "", "voucher+cose", false},
    ContentFormatRow{1541, "text/plain (old LwM2M)", "", "", true},
    ContentFormatRow{1542, "application/vnd.oma.lwm2m+tlv", "", "", true},
    ContentFormatRow{1543, "application/vnd.oma.lwm2m+json", "", "", true},
    ContentFormatRow{10000, "application/vnd.ocf+cbor", "", "ocf+cbor", false},
    ContentFormatRow{10001, "application/oscore", "", "oscore", false},
    ContentFormatRow{10002, "application/javascript", "", "javascript", false},
    ContentFormatRow{11050, "application/json", "deflate", "json-deflate", false},
    ContentFormatRow{11060, "application/cbor", "deflate", "cbor-deflate", false},
    ContentFormatRow{11542, "application/vnd.oma.lwm2m+tlv", "", "lwm2m+tlv", false},
    ContentFormatRow{11543, "application/vnd.oma.lwm2m+json", "", "lwm2m+json", false},
    ContentFormatRow{11544, "application/vnd.oma.lwm2m+cbor", "", "lwm2m+cbor", false},
    ContentFormatRow{12000, "text/plain;charset=utf-8", "zstd", "text-zstd", false},
    ContentFormatRow{12041, "application/xml", "zstd", "xml-zstd", false},
    ContentFormatRow{12050, "application/json", "zstd", "json-zstd", false},
    ContentFormatRow{20000, "text/css", "", "css", false},
    ContentFormatRow{30000, "image/svg+xml", "", "svg", false},
};

std::string canonical(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == ' ' || c == '\t')
            continue;
        result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return result;
}

bool endsWith(std::string_view text, std::string_view tail)
{
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

} // namespace

std::span<const ContentFormatRow> contentFormats()
{
    return kRows;
}

const ContentFormatRow *findContentFormat(std::uint32_t number)
{
    const auto found = std::lower_bound(
        kRows.begin(), kRows.end(), number,
        [](const ContentFormatRow &row, std::uint32_t wanted) { return row.number < wanted; });
    return found != kRows.end() && found->number == number ? &*found : nullptr;
}

std::optional<std::uint16_t> contentFormatByName(std::string_view name)
{
    const std::string wanted = canonical(name);
    if (wanted.empty())
        return std::nullopt;
    for (const ContentFormatRow &row : kRows) {
        if (!row.legacy && wanted == row.shortName)
            return row.number;
    }
    for (const ContentFormatRow &row : kRows) {
        if (!row.legacy && row.coding.empty() && wanted == canonical(row.mediaType))
            return row.number;
    }
    // Without its parameters a type is clear only when one row has it.
    std::optional<std::uint16_t> match;
    for (const ContentFormatRow &row : kRows) {
        const std::string type = canonical(row.mediaType.substr(0, row.mediaType.find(';')));
        if (row.legacy || !row.coding.empty() || wanted != type)
            continue;
        if (match)
            return std::nullopt;
        match = row.number;
    }
    return match;
}

std::string_view contentFormatShortName(std::uint32_t number)
{
    const ContentFormatRow *const row = findContentFormat(number);
    return row == nullptr ? std::string_view() : row->shortName;
}

bool isTextContentFormat(std::uint32_t number)
{
    const ContentFormatRow *const row = findContentFormat(number);
    if (row == nullptr || !row->coding.empty())
        return false;
    const std::string_view type = row->mediaType.substr(0, row->mediaType.find(';'));
    return type.substr(0, 5) == "text/" || type == "application/link-format" ||
           type == "application/javascript" || endsWith(type, "/xml") || endsWith(type, "+xml") ||
           endsWith(type, "/json") || endsWith(type, "+json");
}

} // namespace copper
