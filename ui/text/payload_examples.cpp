// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/payload_examples.h"

#include <QCoreApplication>

#include <algorithm>

namespace copper {

namespace {

struct Row
{
    const char *title;
    PayloadForm form;
    const char *text;
    const char *types; // words of rt it is for, with blanks between; empty: by form alone
};

constexpr Row kRows[] = {
    {QT_TRANSLATE_NOOP("PayloadExample", "A switch: on"), PayloadForm::Text, "1",
     "light lamp switch relay on actuator core.a power led"},
    {QT_TRANSLATE_NOOP("PayloadExample", "A number"), PayloadForm::Text, "23.5",
     "temperature humidity level valve dimmer setpoint core.p"},
    {QT_TRANSLATE_NOOP("PayloadExample", "JSON object"), PayloadForm::Json,
     "{\n  \"value\": 23.5,\n  \"unit\": \"Cel\"\n}", "config settings"},
    {QT_TRANSLATE_NOOP("PayloadExample", "JSON merge patch (RFC 7396)"), PayloadForm::Json,
     "{\n  \"interval\": 60,\n  \"obsolete\": null\n}", "config settings"},
    {QT_TRANSLATE_NOOP("PayloadExample", "CBOR map"), PayloadForm::Cbor,
     "{\n  \"value\": 23.5,\n  \"unit\": \"Cel\"\n}", "config settings"},
    {QT_TRANSLATE_NOOP("PayloadExample", "CBOR with a time, bytes and a bignum"), PayloadForm::Cbor,
     "[1(1363896240), h'0102', 18446744073709551616]", ""},
    {QT_TRANSLATE_NOOP("PayloadExample", "SenML: one measured value"), PayloadForm::Senml,
     R"([{"n":"temp","u":"Cel","v":23.5}])", "temperature humidity core.s senml pack"},
    {QT_TRANSLATE_NOOP("PayloadExample", "SenML: several, with base name and time"),
     PayloadForm::Senml,
     R"([{"bn":"greenhouse-1/","bt":1778594531,"n":"temp","u":"Cel","v":23.5},)"
     R"({"n":"hum","u":"%RH","v":61},{"n":"pump","vb":true}])",
     "core.s core.ll core.b senml pack"},
    {QT_TRANSLATE_NOOP("PayloadExample", "Links to register (RFC 9176)"), PayloadForm::Links,
     R"(</sensors/temp>;rt="temperature";if="core.s";obs,)"
     R"(</light>;rt="light";if="core.a")",
     "core.rd core.rd-lookup-ep core.rd-lookup-res core.rd-group"},
    {QT_TRANSLATE_NOOP("PayloadExample", "Bytes"), PayloadForm::Hex, "01 02 ff", "firmware"},
};

bool namesType(const QString &rt, const char *types)
{
    const QStringList known = QString::fromLatin1(types).split(QLatin1Char(' '));
    for (const QString &word : rt.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (known.contains(word) || known.contains(word.section(QLatin1Char('.'), -1)))
            return true;
    }
    return false;
}

bool hasFormat(PayloadForm form, const std::vector<std::uint32_t> &formats)
{
    return std::any_of(formats.begin(), formats.end(), [form](std::uint32_t format) {
        FormOptions json;
        FormOptions cbor{true, true};
        return formatOfForm(form, json) == format || formatOfForm(form, cbor) == format ||
               (format == 42U && form == PayloadForm::Hex);
    });
}

} // namespace

std::vector<PayloadExample> payloadExamples(const QString &rt,
                                            const std::vector<std::uint32_t> &formats)
{
    std::vector<PayloadExample> examples;
    for (const Row &row : kRows) {
        PayloadExample example;
        example.title = QCoreApplication::translate("PayloadExample", row.title);
        example.form = row.form;
        example.text = QString::fromUtf8(row.text);
        example.fitting = namesType(rt, row.types) || hasFormat(row.form, formats);
        examples.push_back(std::move(example));
    }
    std::stable_partition(examples.begin(), examples.end(),
                          [](const PayloadExample &example) { return example.fitting; });
    return examples;
}

} // namespace copper
