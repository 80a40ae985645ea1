// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_check.h"

#include "core/coap/content_format.h"
#include "core/coap/option_text.h"
#include "core/payload/payload_query.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace copper {

namespace {

using enum CheckVerdict;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// One thing of an answer, as expectations see it. Several: an option that is repeated.
struct Found
{
    CheckVerdict verdict = Met; // why there is none, else Met
    QString text;
    bool isNumber = false;
    bool isText = false;           // "contains" and "matches" look into it
    bool isContainer = false;      // an array or an object
    std::vector<QString> elements; // of an array: scalars; of an object: names
    QString reached;
    CheckedExpectation::Place place = CheckedExpectation::Place::None;
    std::size_t offset = 0;
    Bytes bytes; // all of them, of an option
    std::size_t length = 0;
    ByteView view; // of the payload
};

Found nothing(CheckVerdict verdict)
{
    Found found;
    found.verdict = verdict;
    return found;
}

std::optional<bool> ordered(Comparison is, int order)
{
    switch (is) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::NotEqual:
        return order != 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessOrEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterOrEqual:
        return order >= 0;
    case Comparison::Contains:
    case Comparison::Matches:
    case Comparison::Exists:
    case Comparison::Absent:
        break;
    }
    return std::nullopt;
}

CheckVerdict said(bool met)
{
    return met ? Met : NotMet;
}

CheckVerdict contains(const Found &found, const QString &wish)
{
    if (found.isContainer)
        return said(std::find(found.elements.begin(), found.elements.end(), wish) !=
                    found.elements.end());
    return found.isText ? said(found.text.contains(wish)) : NotComparable;
}

CheckVerdict matches(const Found &found, const QString &wish)
{
    const QRegularExpression expression(wish);
    if (!expression.isValid())
        return BadWish;
    if (found.isContainer)
        return NotComparable;
    return said(expression.match(found.text.left(kMaxMatched)).hasMatch());
}

CheckVerdict compare(const Found &found, Comparison is, const QString &wish)
{
    if (is == Comparison::Contains)
        return contains(found, wish);
    if (is == Comparison::Matches)
        return matches(found, wish);
    if (found.isContainer)
        return NotComparable;
    const bool equality = is == Comparison::Equal || is == Comparison::NotEqual;
    if (equality && !found.isNumber)
        return said((found.text == wish) == (is == Comparison::Equal));
    const auto order = compareNumbers(found.text.toStdString(), wish.trimmed().toStdString());
    if (order)
        return said(*ordered(is, *order));
    // A number is unlike anything that is none.
    if (equality)
        return said(is == Comparison::NotEqual);
    return compareNumbers(wish.trimmed().toStdString(), "0") ? NotComparable : BadWish;
}

// "2.05", or "2.xx", "2" for its class.
CheckVerdict compareCode(Code code, Comparison is, const QString &wish)
{
    const QString text = wish.trimmed().toLower();
    const QString digits = QString::fromStdString(codeDigits(code));
    if (is == Comparison::Contains || is == Comparison::Matches) {
        Found found;
        found.text = digits;
        found.isText = true;
        return compare(found, is, wish);
    }
    static const QRegularExpression form(QStringLiteral("^([0-7])(?:\\.(xx|[0-3][0-9]))?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return BadWish;
    const int wishedClass = match.captured(1).toInt();
    const QString detail = match.captured(2);
    int order = code.classNumber() - wishedClass;
    if (order == 0 && !detail.isEmpty() && detail != QLatin1String("xx"))
        order = code.detail() - detail.toInt();
    return said(*ordered(is, order));
}

} // namespace

struct AnswerReader::Read
{
    const ResponseArrived &response;
    ByteView payload;
    std::optional<std::uint32_t> format;
    mutable std::optional<Representation> representation;

    const Representation &tree() const
    {
        if (!representation)
            representation = readPayload(payload, format);
        return *representation;
    }
    QByteArray digest() const
    {
        return QCryptographicHash::hash(
            QByteArrayView(reinterpret_cast<const char *>(payload.data()),
                           static_cast<qsizetype>(payload.size())),
            QCryptographicHash::Sha256);
    }
    Found code() const;
    std::vector<Found> option(const QString &name) const;
    Found contentFormat() const;
    Found value(const QString &path) const;
    Found whole() const;
    std::vector<Found> find(Subject what, const QString &of) const;
};

Found AnswerReader::Read::code() const
{
    Found found;
    found.text = QString::fromStdString(codeDigits(response.code));
    return found;
}

std::vector<Found> AnswerReader::Read::option(const QString &name) const
{
    const auto number = parseOptionNumber(name.trimmed().toStdString());
    if (!number)
        return {nothing(BadPath)};
    std::vector<Found> all;
    for (const OptionView &each : response.options) {
        if (each.number != *number)
            continue;
        Found found;
        found.text = QString::fromStdString(optionValueText(each));
        const OptionDefinition *const known = findOption(each.number);
        found.isNumber = known != nullptr && known->format == OptionFormat::Uint &&
                         compareNumbers(found.text.toStdString(), "0").has_value();
        found.isText = true;
        found.place = CheckedExpectation::Place::Option;
        found.bytes = toOwned(each.value);
        found.length = each.value.size();
        all.push_back(std::move(found));
    }
    if (all.empty())
        all.push_back(nothing(NothingThere));
    return all;
}

Found AnswerReader::Read::contentFormat() const
{
    if (!format)
        return nothing(NothingThere);
    Found found;
    found.text = QString::number(*format);
    found.isNumber = true;
    return found;
}

Found AnswerReader::Read::value(const QString &path) const
{
    const Representation &read = tree();
    const auto result = queryPayload(read, path.toStdString());
    if (!result) {
        switch (result.error().miss) {
        case QueryMiss::BadPath:
            return nothing(BadPath);
        case QueryMiss::NoSenml:
            return nothing(read.fault == PayloadFault::None ? NoSenml : Unreadable);
        case QueryMiss::NothingThere:
            break;
        }
        Found found = nothing(
            read.fault == PayloadFault::None || read.fault == PayloadFault::NotUtf8 ? NothingThere
                                                                                    : Unreadable);
        found.reached = QString::fromStdString(result.error().reached);
        found.offset = read.faultOffset;
        return found;
    }
    Found found;
    found.text = fromUtf8(result->text);
    found.isNumber = result->number.has_value();
    found.isText = result->kind == NodeKind::Text || result->kind == NodeKind::ByteString;
    found.isContainer = result->kind == NodeKind::Array || result->kind == NodeKind::Object ||
                        result->kind == NodeKind::Record || result->kind == NodeKind::Link;
    if (found.isContainer) {
        for (const std::uint32_t child : read.nodes[result->node].children) {
            const ValueNode &node = read.nodes[child];
            found.elements.push_back(
                fromUtf8(result->kind == NodeKind::Array ? node.text : node.name));
        }
    }
    found.place = CheckedExpectation::Place::Payload;
    found.offset = std::min(result->offset, payload.size());
    found.length = std::min(result->length, payload.size() - found.offset);
    found.view = payload.subspan(found.offset, found.length);
    return found;
}

Found AnswerReader::Read::whole() const
{
    if (payload.empty())
        return nothing(NothingThere);
    Found found;
    found.text = isValidUtf8(payload)
                     ? fromUtf8(asText(payload))
                     : QStringLiteral("0x") + QString::fromStdString(toHex(payload));
    found.isText = true;
    found.place = CheckedExpectation::Place::Payload;
    found.length = payload.size();
    found.view = payload;
    return found;
}

std::vector<Found> AnswerReader::Read::find(Subject what, const QString &of) const
{
    switch (what) {
    case Subject::Code:
        return {code()};
    case Subject::Option:
        return option(of);
    case Subject::ContentFormat:
        return {contentFormat()};
    case Subject::Value:
        return {value(of)};
    case Subject::Payload:
        return {whole()};
    case Subject::PayloadDigest: {
        Found found = payload.empty() ? Found() : whole();
        found.text = QString::fromLatin1(digest().toHex());
        return {found};
    }
    case Subject::Rtt: {
        Found found;
        found.text = QString::number(toMilliseconds(response.rtt), 'f', 3);
        found.isNumber = true;
        return {found};
    }
    }
    return {nothing(NothingThere)};
}

namespace {

// A wish in the form the found text has: the number of a format, hex in lower case.
std::optional<QString> wishFor(const Expectation &expectation, const Found &found)
{
    const QString &wish = expectation.wish;
    if (expectation.is == Comparison::Contains || expectation.is == Comparison::Matches)
        return wish;
    if (expectation.what == Subject::PayloadDigest)
        return wish.trimmed().toLower();
    if (expectation.what == Subject::ContentFormat) {
        bool number = false;
        wish.trimmed().toUInt(&number);
        if (number)
            return wish.trimmed();
        const auto named = contentFormatByName(wish.trimmed().toStdString());
        return named ? std::optional(QString::number(*named)) : std::nullopt;
    }
    if (expectation.what == Subject::Option) {
        // "0x5F2C", a text, the name of a format: as the option is written anywhere.
        const auto number = parseOptionNumber(expectation.of.trimmed().toStdString());
        const auto bytes = number ? parseOptionValue(*number, wish.toStdString())
                                  : Result<Bytes, OptionTextError>(failure(OptionTextError{}));
        return bytes ? QString::fromStdString(optionValueText({*number, *bytes})) : wish;
    }
    if (wish.startsWith(QLatin1String("0x")) && !found.isNumber) {
        const auto bytes = fromHex(wish.mid(2).toStdString());
        if (bytes && isValidUtf8(*bytes) && equalBytes(*bytes, found.view))
            return found.text;
        if (bytes && found.text.startsWith(QLatin1String("0x")))
            return QStringLiteral("0x") + QString::fromStdString(toHex(*bytes));
    }
    return wish;
}

CheckVerdict judge(const Expectation &expectation, const Found &found, Code code)
{
    if (found.verdict == BadPath)
        return BadPath;
    if (expectation.is == Comparison::Absent)
        return said(found.verdict == NothingThere || found.verdict == NoSenml ||
                    found.verdict == Unreadable);
    if (found.verdict != Met)
        return found.verdict;
    if (expectation.is == Comparison::Exists)
        return Met;
    if (expectation.what == Subject::Code)
        return compareCode(code, expectation.is, expectation.wish);
    const auto wish = wishFor(expectation, found);
    return wish ? compare(found, expectation.is, *wish) : BadWish;
}

void describe(CheckedExpectation &checked, const Found &found, qsizetype mostCharacters)
{
    checked.hasValue = found.verdict == Met;
    checked.reached = found.reached;
    checked.place = found.place;
    checked.offset = found.offset;
    checked.length = found.length;
    const ByteView bytes =
        found.place == CheckedExpectation::Place::Option ? ByteView(found.bytes) : found.view;
    checked.bytes = toOwned(bytes.first(std::min(bytes.size(), kMaxShownBytes)));
    checked.value = found.text.left(mostCharacters);
    if (found.isContainer)
        checked.value = fromUtf8(asText(found.view.first(
            std::min(found.view.size(), static_cast<std::size_t>(mostCharacters)))));
}

// The variables of what is looked for and wished; false when there is one that has no value.
bool expand(Expectation &expectation, const VariableLayers &layers, VariableFault &fault)
{
    for (QString *text : {&expectation.of, &expectation.wish}) {
        auto expanded = expandVariables(*text, layers);
        if (!expanded) {
            fault = expanded.error();
            return false;
        }
        *text = std::move(*expanded);
    }
    return true;
}

} // namespace

AnswerReader::AnswerReader(const ResponseArrived &response)
    : m_read(std::make_unique<Read>(
          Read{response, response.payload ? ByteView(*response.payload) : ByteView(),
               response.options.uintValue(OptionNumber::ContentFormat), std::nullopt}))
{}

AnswerReader::~AnswerReader() = default;

CheckedExpectation AnswerReader::check(const Expectation &expectation,
                                       const VariableLayers &layers) const
{
    CheckedExpectation checked;
    checked.expectation = expectation;
    if (!expand(checked.expectation, layers, checked.variable)) {
        checked.verdict = NoVariable;
        return checked;
    }
    const std::vector<Found> all = m_read->find(expectation.what, checked.expectation.of);
    // Of an option that is repeated one must fit; with "!=" none may be it.
    const bool every = expectation.is == Comparison::NotEqual;
    const Found *decides = &all.front();
    for (const Found &each : all) {
        const CheckVerdict verdict = judge(checked.expectation, each, m_read->response.code);
        if (&each == &all.front() || (verdict == Met) != every) {
            checked.verdict = verdict;
            decides = &each;
        }
        if ((verdict == Met) != every)
            break;
    }
    describe(checked, *decides, kMaxShownValue);
    return checked;
}

CheckedExpectation AnswerReader::read(const SavedValue &saved, const VariableLayers &layers) const
{
    CheckedExpectation checked;
    checked.savedInto = saved.variable;
    checked.expectation = {saved.what, saved.of, Comparison::Exists, {}};
    if (!expand(checked.expectation, layers, checked.variable)) {
        checked.verdict = NoVariable;
        return checked;
    }
    const std::vector<Found> all = m_read->find(saved.what, checked.expectation.of);
    checked.verdict = all.front().verdict;
    describe(checked, all.front(), kMaxCollectionText);
    return checked;
}

} // namespace copper
