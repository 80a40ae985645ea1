// SPDX-License-Identifier: GPL-3.0-or-later
// What each resource of a HostileDevice does to who asks it.
#include "core/sim/hostile_device.h"

#include <array>

namespace copper {

namespace {

constexpr std::uint32_t kLinkFormat = 40;
constexpr std::uint32_t kJson = 50;
constexpr std::uint32_t kCbor = 60;
constexpr std::uint32_t kText = 0;
constexpr std::size_t kNesting = 64U << 10U;
constexpr std::size_t kLinks = 60'000; // about 3 MiB
constexpr int kRepeats = 6;
constexpr Duration kSoon = seconds(0.02);

Bytes repeated(std::string_view piece, std::size_t times)
{
    Bytes bytes;
    bytes.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    return bytes;
}

const Bytes &manyLinks()
{
    static const Bytes list = [] {
        std::string text;
        for (std::size_t i = 0; i < kLinks; ++i)
            text += (i > 0 ? ",</l/" : "</l/") + std::to_string(i) +
                    ">;rt=\"flood\";title=\"one of a very long list\"";
        return toOwned(asBytes(text));
    }();
    return list;
}

Options withBlock2(BlockValue block)
{
    Options options;
    options.addUint(OptionNumber::Block2, block.toUint());
    return options;
}

} // namespace

const std::vector<HostileDevice::Attack> &HostileDevice::attacks()
{
    using D = HostileDevice;
    static const std::vector<Attack> all{
        {"/endless", "A body that never ends", false, &D::endless},
        {"/stuck", "The same block again and again", false, &D::stuck},
        {"/empty-blocks", "Blocks with nothing in them, and more to come", false, &D::emptyBlocks},
        {"/etag-changes", "Another representation with each block", false, &D::etagChanges},
        {"/claims", "Three bytes that claim to be 4 GiB", false, &D::claims},
        {"/cbor-claims", "CBOR that claims 2^63 items", false, &D::cborClaims},
        {"/nesting/cbor", "CBOR arrays 65,536 deep", false, &D::nestedCbor},
        {"/nesting/json", "JSON arrays 65,536 deep", false, &D::nestedJson},
        {"/links", "A list of 60,000 links", false, &D::links},
        {"/markup", "<img src='file:///etc/passwd'> \xe2\x80\xaetxt.exe\x1b]0;owned\x07", false,
         &D::markup},
        {"/storm", "Thousands of notifications a second", true, &D::storm},
        {"/separate-never", "Acknowledged, and never answered", false, &D::separateNever},
        {"/reset-late", "A Reset after the acknowledgement", false, &D::resetLate},
        {"/ack-twice", "Two acknowledgements that contradict each other", false,
         &D::acknowledgedTwice},
        {"/duplicates", "One separate response, six times", false, &D::duplicates},
        {"/wrong-token", "The answer with another token", false, &D::wrongToken},
        {"/wrong-source", "The answer from another port", false, &D::wrongSource},
        {"/unknown-critical", "The answer with an unknown critical option", false,
         &D::unknownCritical},
    };
    return all;
}

// --- bodies ---

void HostileDevice::endless(const Ask &ask)
{
    const Bytes payload(ask.block2.size(), 'e');
    answer(ask, withBlock2({ask.block2.num, true, ask.block2.szx}), payload);
}

void HostileDevice::stuck(const Ask &ask)
{
    const Bytes payload(ask.block2.size(), 's');
    const Options first = withBlock2({0, true, ask.block2.szx});
    if (ask.block2.num == 0) {
        answer(ask, first, payload);
        return;
    }
    // By messages of their own: in an ACK the wrong number is refused at once.
    if (ask.type == MessageType::Confirmable)
        sendEmpty(ask, MessageType::Acknowledgement);
    for (int i = 1; i <= kRepeats; ++i)
        sendLater(ask.now + kSoon * i, ask.from,
                  separate(ask, MessageType::Confirmable, first, payload));
}

void HostileDevice::emptyBlocks(const Ask &ask)
{
    answer(ask, withBlock2({ask.block2.num, true, ask.block2.szx}), {});
}

void HostileDevice::etagChanges(const Ask &ask)
{
    const Bytes body(8U << 10U, 't');
    Options options;
    const std::array<std::uint8_t, 2> etag{static_cast<std::uint8_t>(m_nextMid >> 8),
                                           static_cast<std::uint8_t>(m_nextMid)};
    ++m_nextMid;
    options.add(OptionNumber::ETag, etag);
    answerBlock(ask, body, kText, options);
}

// --- claims and contents ---

void HostileDevice::claims(const Ask &ask)
{
    Options options = withBlock2({ask.block2.num, false, ask.block2.szx});
    options.addUint(OptionNumber::Size2, 0xffffffff);
    answer(ask, options, asBytes("abc"));
}

void HostileDevice::cborClaims(const Ask &ask)
{
    // An array of 2^63-1 items whose first is a byte string of 2^63-1 bytes.
    static constexpr std::array<std::uint8_t, 20> kBytes{0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                         0xff, 0xff, 0x5b, 0x7f, 0xff, 0xff, 0xff,
                                                         0xff, 0xff, 0xff, 0xff, 'a',  'b'};
    Options options;
    options.addUint(OptionNumber::ContentFormat, kCbor);
    answer(ask, options, kBytes);
}

void HostileDevice::nestedCbor(const Ask &ask)
{
    answerBlock(ask, repeated("\x81", kNesting), kCbor, {});
}

void HostileDevice::nestedJson(const Ask &ask)
{
    answerBlock(ask, repeated("[", kNesting), kJson, {});
}

void HostileDevice::links(const Ask &ask)
{
    answerBlock(ask, manyLinks(), kLinkFormat, {});
}

void HostileDevice::markup(const Ask &ask)
{
    Options options;
    options.addUint(OptionNumber::ContentFormat, kText);
    answer(ask, options,
           asBytes("<img src='file:///etc/passwd'><script>alert(1)</script> "
                   "\x1b[31mred\x1b]0;title\x07 \xe2\x80\xaetxt.exe =1+1\n"));
}

// --- messages ---

void HostileDevice::storm(const Ask &ask)
{
    const bool room = m_storms.size() < m_config.maxStorms || m_storms.contains(ask.from);
    if (ask.observe != 0U || !room) {
        if (ask.observe == 1U)
            m_storms.erase(ask.from);
        answer(ask, {}, asBytes("calm"));
        return;
    }
    Options options;
    options.addUint(OptionNumber::Observe, 1);
    answer(ask, options, asBytes("0"));
    // A request sent again does not make it longer.
    if (m_storms.try_emplace(ask.from, Storm{ask, 0}).second)
        m_nextBurst = ask.now;
}

void HostileDevice::separateNever(const Ask &ask)
{
    sendEmpty(ask, MessageType::Acknowledgement);
}

void HostileDevice::resetLate(const Ask &ask)
{
    sendEmpty(ask, MessageType::Acknowledgement);
    const MessageHeader reset{MessageType::Reset, code::kEmpty, ask.mid, Token{}};
    sendLater(ask.now + kSoon, ask.from, encode(reset, {}, {}));
    sendLater(ask.now + kSoon * 2, ask.from,
              separate(ask, MessageType::Confirmable, {}, asBytes("after the Reset")));
}

void HostileDevice::acknowledgedTwice(const Ask &ask)
{
    // First one for a message nobody sent.
    Ask other = ask;
    other.mid.value ^= 0x5555;
    answer(other, {}, asBytes("none"));
    answer(ask, {}, asBytes("first"));
    answer(ask, {}, asBytes("second"));
    sendEmpty(ask, MessageType::Reset);
}

void HostileDevice::duplicates(const Ask &ask)
{
    sendEmpty(ask, MessageType::Acknowledgement);
    const Bytes response = separate(ask, MessageType::Confirmable, {}, asBytes("once"));
    for (int i = 1; i <= kRepeats; ++i)
        sendLater(ask.now + kSoon * i, ask.from, response);
}

void HostileDevice::wrongToken(const Ask &ask)
{
    Ask other = ask;
    Bytes token = toOwned(ask.token.view());
    token.resize(std::max<std::size_t>(token.size(), 1));
    token[0] ^= 0xff;
    other.token = Token(token);
    answer(other, {}, asBytes("for somebody else"));
}

void HostileDevice::wrongSource(const Ask &ask)
{
    send(ask.from,
         encode({MessageType::Acknowledgement, code::kContent, ask.mid, ask.token}, {},
                asBytes("from another port")),
         {HostileSource::Kind::OtherPort, 0});
}

void HostileDevice::unknownCritical(const Ask &ask)
{
    Options options;
    options.addString(static_cast<OptionNumber>(65'001), "obey"); // odd: critical
    answer(ask, options, asBytes("x"));
}

} // namespace copper
