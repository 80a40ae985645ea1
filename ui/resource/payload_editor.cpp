// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/payload_editor.h"

#include "core/payload/json_format.h"
#include "ui/resource/senml_editor.h"
#include "ui/text/collection_text.h"
#include "ui/text/payload_examples.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segmented_control.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace copper {

namespace {

enum PageIndex { TextPage, SenmlPage, FilePage };

bool isTyped(PayloadForm form)
{
    return form != PayloadForm::File && form != PayloadForm::Senml;
}

} // namespace

PayloadEditor::PayloadEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_kinds(new SegmentedControl(theme, this)),
      m_format(new QPushButton(tr("Format"), this)), m_examples(new QToolButton(this)),
      m_exampleMenu(new QMenu(m_examples)), m_text(new QPlainTextEdit(this)),
      m_senml(new SenmlEditor(theme, this)), m_file(new QLineEdit(this)),
      m_note(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    m_kinds->setObjectName(QStringLiteral("payloadKind"));
    m_kinds->setAccessibleName(tr("Kind of payload"));
    for (const QString &name :
         {tr("Text"), tr("Hex"), tr("JSON"), tr("CBOR"), tr("Links"), tr("SenML"), tr("File")})
        m_kinds->addSegment(name);
    m_format->setObjectName(QStringLiteral("payloadFormat"));
    m_format->setProperty("flatButton", true);
    m_examples->setObjectName(QStringLiteral("payloadExamples"));
    m_examples->setText(tr("Example"));
    m_examples->setToolTip(tr("Insert an example"));
    m_examples->setAccessibleName(tr("Insert an example"));
    m_examples->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_examples->setPopupMode(QToolButton::InstantPopup);
    m_examples->setMenu(m_exampleMenu);
    m_note->setObjectName(QStringLiteral("payloadNote"));
    m_note->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 6);
    column->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->addWidget(m_kinds);
    line->addStretch(1);
    line->addWidget(m_format);
    line->addWidget(m_examples);
    column->addLayout(line);
    column->addWidget(makePages(), 1);
    column->addWidget(m_note);

    connect(m_kinds, &QTabBar::currentChanged, this, &PayloadEditor::onKindChosen);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PayloadEditor::edited);
    connect(m_senml, &SenmlEditor::packChanged, this, &PayloadEditor::edited);
    connect(m_file, &QLineEdit::textChanged, this, &PayloadEditor::edited);
    connect(m_format, &QPushButton::clicked, this, &PayloadEditor::format);
    connect(&theme, &Theme::changed, this, &PayloadEditor::check);
    connect(m_exampleMenu, &QMenu::aboutToShow, this, &PayloadEditor::fillExamples);
    check();
}

QWidget *PayloadEditor::makePages()
{
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    m_text->setProperty("field", true);
    m_text->setFont(m_theme.font(TextRole::Mono));
    m_text->setPlaceholderText(tr("No payload"));
    m_text->setTabChangesFocus(true);
    m_file->setObjectName(QStringLiteral("payloadFile"));
    m_file->setAccessibleName(tr("File to send"));
    m_file->setPlaceholderText(tr("Path of the file to send"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QStringLiteral("payloadChoose"));
    connect(choose, &QPushButton::clicked, this, &PayloadEditor::chooseFile);
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_senml);
    auto *filePage = new QWidget(place);
    auto *fileLine = new QHBoxLayout(filePage);
    fileLine->setContentsMargins(0, 0, 0, 0);
    fileLine->addWidget(m_file, 1, Qt::AlignTop);
    fileLine->addWidget(choose, 0, Qt::AlignTop);
    m_pages->addWidget(filePage);
    return place;
}

PayloadEditor::Kind PayloadEditor::kind() const
{
    return static_cast<Kind>(m_kinds->currentIndex());
}

void PayloadEditor::setKind(Kind kind)
{
    m_kinds->setCurrentIndex(static_cast<int>(kind));
}

bool PayloadEditor::isEmpty() const
{
    if (kind() == Kind::File)
        return m_file->text().isEmpty();
    return kind() == Kind::Senml ? m_senml->isEmpty() : m_text->document()->isEmpty();
}

QString PayloadEditor::filePath() const
{
    return kind() == Kind::File ? expanded(m_file->text()).value_or(QString()) : QString();
}

void PayloadEditor::setExpander(Expander expander)
{
    m_expander = std::move(expander);
    check();
}

void PayloadEditor::expandAgain()
{
    if (!hasVariables(kind()))
        return;
    check();
    Q_EMIT payloadChanged();
}

bool PayloadEditor::hasVariables(Kind kind) const
{
    if (kind == Kind::Senml || !m_expander)
        return false;
    const QString text = kind == Kind::File ? m_file->text() : m_text->toPlainText();
    return !variablesIn(text).isEmpty();
}

Result<QString, FormError> PayloadEditor::expanded(const QString &text) const
{
    if (!m_expander)
        return text;
    const auto values = m_expander(text);
    if (!values)
        return failure(FormError{variableFaultText(values.error()), -1});
    return *values;
}

std::optional<std::pair<PayloadSource, QString>> PayloadEditor::source() const
{
    if (!hasVariables(kind()))
        return std::nullopt;
    switch (kind()) {
    case Kind::File:
        return std::pair(PayloadSource::File, m_file->text());
    case Kind::Hex:
        return std::pair(PayloadSource::Hex, m_text->toPlainText());
    case Kind::Json:
        return std::pair(PayloadSource::Json, m_text->toPlainText());
    case Kind::Cbor:
        // A sequence is no single item, so its source cannot be written; its bytes can.
        if (m_sequence)
            return std::nullopt;
        return std::pair(PayloadSource::CborDiagnostic, m_text->toPlainText());
    case Kind::Text:
    case Kind::Links:
        return std::pair(PayloadSource::Text, m_text->toPlainText());
    case Kind::Senml:
        break;
    }
    return std::nullopt;
}

void PayloadEditor::setSource(PayloadSource source, const QString &text,
                              std::optional<std::uint32_t> contentFormat)
{
    Kind form = contentFormat == 40U ? Kind::Links : Kind::Text;
    switch (source) {
    case PayloadSource::None:
        return;
    case PayloadSource::File:
        m_file->setText(text);
        showKind(Kind::File);
        check();
        Q_EMIT payloadChanged();
        return;
    case PayloadSource::Hex:
        form = Kind::Hex;
        break;
    case PayloadSource::Json:
        form = Kind::Json;
        break;
    case PayloadSource::CborDiagnostic:
        form = Kind::Cbor;
        break;
    case PayloadSource::Text:
        break;
    }
    m_known.clear();
    m_why.clear();
    show(form, text);
    showKind(form);
    check();
    Q_EMIT payloadChanged();
}

FormOptions PayloadEditor::options() const
{
    return {m_sequence, m_senml->asCbor()};
}

std::optional<std::uint32_t> PayloadEditor::impliedFormat() const
{
    return isEmpty() ? std::nullopt : formatOfForm(kind(), options());
}

void PayloadEditor::setContentFormat(std::optional<std::uint32_t> format)
{
    if (format == 60U || format == 63U)
        m_sequence = format == 63U;
    if (format == 110U || format == 112U)
        m_senml->setAsCbor(format == 112U);
    check();
}

void PayloadEditor::setResource(const QString &rt, const std::vector<std::uint32_t> &formats)
{
    m_rt = rt;
    m_formats = formats;
}

Result<Bytes, FormError> PayloadEditor::typedBytes(Kind kind) const
{
    if (kind == Kind::Senml)
        return m_senml->bytes();
    const QString typed = m_text->toPlainText();
    const auto text = expanded(typed);
    if (!text)
        return failure(text.error());
    auto bytes = bytesOfForm(kind, *text, options());
    // With the values put in, the place is another.
    if (!bytes && *text != typed)
        return failure(FormError{bytes.error().sentence, -1});
    return bytes;
}

Result<std::shared_ptr<const Bytes>, QString> PayloadEditor::payload() const
{
    using Payload = std::shared_ptr<const Bytes>;
    if (isEmpty())
        return Payload();
    if (kind() == Kind::File) {
        const auto path = expanded(m_file->text());
        if (!path)
            return failure(path.error().sentence);
        const QFileInfo file(*path);
        if (!file.isFile() || !file.isReadable())
            return failure(tr("There is no file “%1” that can be read. Choose it again.")
                               .arg(displayText(*path, 200)));
        return Payload();
    }
    if (kind() == Kind::Senml && !m_senml->problem().isEmpty())
        return failure(m_senml->problem());
    if (m_text->document()->characterCount() > kMaxTyped)
        return failure(tr("This is too much to type here. Send it as a file."));
    auto bytes = typedBytes(kind());
    if (!bytes)
        return failure(bytes.error().sentence);
    return Payload(std::make_shared<const Bytes>(std::move(*bytes)));
}

void PayloadEditor::showKind(Kind kind)
{
    const QSignalBlocker quiet(m_kinds);
    setKind(kind);
    m_pages->setCurrentIndex(kind == Kind::File    ? FilePage
                             : kind == Kind::Senml ? SenmlPage
                                                   : TextPage);
}

void PayloadEditor::show(Kind kind, const QString &text)
{
    const QSignalBlocker quiet(m_text);
    m_typed = kind;
    m_text->setPlainText(text);
}

void PayloadEditor::onKindChosen()
{
    const Kind to = kind();
    m_why.clear();
    if (to != Kind::File && to != m_typed && !convert(m_typed, to))
        showKind(m_typed);
    else
        showKind(to);
    check();
    Q_EMIT payloadChanged();
}

bool PayloadEditor::convert(Kind from, Kind to)
{
    if (hasVariables(from)) {
        // Its bytes would have the values in the variables' places.
        m_why = tr("Kept as it was typed, not converted: there are variables in it.");
        if (to == Kind::Senml)
            return false;
        m_typed = to;
        return true;
    }
    const bool nothing = from == Kind::Senml ? m_senml->isEmpty() : m_text->document()->isEmpty();
    auto bytes = typedBytes(from);
    if (nothing || !bytes) {
        // Nothing to convert: an empty form, or what is no value of the old one.
        if (to == Kind::Senml && !nothing) {
            m_why = bytes.error().sentence;
            return false;
        }
        if (to == Kind::Senml)
            m_senml->setPack({});
        m_typed = to;
        return true;
    }
    if (isTyped(from))
        m_known[from] = {*bytes, m_text->toPlainText()};
    if (to == Kind::Senml) {
        auto pack = readSenmlPack(*bytes, from == Kind::Cbor);
        const bool cbor = from == Kind::Cbor || (!pack && from == Kind::Hex);
        if (!pack && from == Kind::Hex)
            pack = readSenmlPack(*bytes, true);
        if (!pack) {
            m_why = senmlErrorText(pack.error());
            return false;
        }
        const QSignalBlocker quiet(m_senml);
        m_senml->setAsCbor(cbor);
        m_senml->setPack(*pack);
        m_typed = to;
        return true;
    }
    if (from == Kind::Senml && (to == Kind::Json || to == Kind::Cbor)) {
        *bytes = to == Kind::Cbor ? writeSenmlCbor(m_senml->pack())
                                  : toOwned(asBytes(writeSenmlJson(m_senml->pack())));
    }
    const auto converted = convertedBytes(*bytes, from, to, options());
    const auto known = m_known.find(to);
    if (converted && known != m_known.end() && known->second.bytes == *converted) {
        show(to, known->second.text);
        return true;
    }
    const auto text = converted ? formOfBytes(to, *converted, options())
                                : Result<QString, QString>(failure(converted.error()));
    if (text)
        show(to, escapeVariables(*text));
    else
        m_why = tr("Kept as it was typed, not converted.") + QLatin1Char(' ') + text.error();
    m_typed = to;
    return true;
}

void PayloadEditor::edited()
{
    m_why.clear();
    check();
    Q_EMIT payloadChanged();
}

void PayloadEditor::markError(qsizetype at)
{
    auto marks = m_text->extraSelections();
    marks.clear();
    if (at >= 0) {
        decltype(marks)::value_type mark;
        mark.cursor = QTextCursor(m_text->document());
        const qsizetype last = m_text->document()->characterCount() - 1;
        const auto place = static_cast<int>(std::min(at, last));
        mark.cursor.setPosition(place);
        // At the end of the text the character before the place is all there is to mark.
        if (place < last)
            mark.cursor.setPosition(place + 1, QTextCursor::KeepAnchor);
        else if (place > 0)
            mark.cursor.setPosition(place - 1, QTextCursor::KeepAnchor);
        mark.format.setBackground(m_theme.color(Tone::ErrorTint));
        mark.format.setForeground(m_theme.color(Tone::Error));
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(m_theme.color(Tone::Error));
        marks << mark;
    }
    m_text->setExtraSelections(marks);
}

void PayloadEditor::check()
{
    const auto result = payload();
    m_format->setVisible(kind() == Kind::Json || kind() == Kind::Cbor);
    m_format->setEnabled(result.has_value() && !isEmpty() && !hasVariables(kind()));
    qsizetype at = -1;
    if (!result && isTyped(kind())) {
        const auto bytes = typedBytes(kind());
        at = bytes ? -1 : bytes.error().at;
    }
    markError(at);
    m_note->setTone(!result ? Tone::Error : m_why.isEmpty() ? Tone::Text2 : Tone::Warn);
    QStringList words;
    if (!m_why.isEmpty())
        words << m_why;
    if (!result) {
        words << result.error();
    } else if (isEmpty()) {
        words << tr("Nothing is sent with the request.");
    } else if (m_why.isEmpty()) {
        QString text = kind() == Kind::File
                           ? byteSize(static_cast<quint64>(QFileInfo(filePath()).size()))
                           : byteSize(*result ? (*result)->size() : 0);
        if (const auto format = impliedFormat())
            text += QStringLiteral(" · ") +
                    tr("Content-Format %1, %2, unless the options say otherwise")
                        .arg(*format)
                        .arg(contentFormatText(*format));
        words << text;
    }
    m_note->setText(words.join(QLatin1Char(' ')));
}

void PayloadEditor::format()
{
    const auto bytes = typedBytes(kind());
    if (!bytes)
        return;
    if (kind() == Kind::Json) {
        m_text->setPlainText(QString::fromStdString(indentedJson(asText(*bytes))));
        return;
    }
    const auto text = formOfBytes(kind(), *bytes, options());
    if (text)
        m_text->setPlainText(*text);
}

void PayloadEditor::fillExamples()
{
    m_exampleMenu->clear();
    bool fitting = false;
    for (const PayloadExample &example : payloadExamples(m_rt, m_formats)) {
        if (fitting && !example.fitting)
            m_exampleMenu->addSeparator();
        fitting = example.fitting;
        m_exampleMenu->addAction(example.title, this, [this, example] {
            m_known.clear();
            m_why.clear();
            if (example.form == Kind::Senml) {
                const auto pack = readSenmlPack(asBytes(example.text.toStdString()), false);
                const QSignalBlocker quiet(m_senml);
                m_senml->setPack(pack.value_or(SenmlPack()));
                m_typed = Kind::Senml;
            } else {
                show(example.form, example.text);
            }
            showKind(example.form);
            check();
            Q_EMIT payloadChanged();
        });
    }
}

void PayloadEditor::setPayload(const std::shared_ptr<const Bytes> &bytes, const QString &file,
                               std::optional<std::uint32_t> contentFormat)
{
    m_known.clear();
    m_why.clear();
    if (!file.isEmpty()) {
        m_file->setText(escapeVariables(file));
        showKind(Kind::File);
    } else if (!bytes || bytes->empty()) {
        m_file->clear();
        m_senml->setPack({});
        show(m_typed == Kind::Senml ? Kind::Text : m_typed, {});
        showKind(m_typed);
    } else {
        m_file->clear();
        FormOptions options;
        const Kind form = formOfFormat(*bytes, contentFormat, options);
        m_sequence = options.sequence;
        const QSignalBlocker quiet(m_senml);
        m_senml->setAsCbor(options.senmlCbor);
        if (form == Kind::Senml) {
            m_senml->setPack(readSenmlPack(*bytes, options.senmlCbor).value_or(SenmlPack()));
            m_typed = form;
        } else {
            show(form, escapeVariables(formOfBytes(form, *bytes, options).value_or(QString())));
        }
        showKind(form);
    }
    check();
    Q_EMIT payloadChanged();
}

void PayloadEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File to send"), filePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_file->setText(escapeVariables(path)); });
    dialog->open();
}

} // namespace copper
