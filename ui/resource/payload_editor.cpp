// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/payload_editor.h"

#include "core/payload/representation.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segmented_control.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace copper {

PayloadEditor::PayloadEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_kinds(new SegmentedControl(theme, this)), m_text(new QPlainTextEdit(this)),
      m_file(new QLineEdit(this)),
      m_note(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    m_kinds->setObjectName(QStringLiteral("payloadKind"));
    m_kinds->setAccessibleName(tr("Kind of payload"));
    for (const QString &name : {tr("Text"), tr("Hex"), tr("JSON"), tr("File")})
        m_kinds->addSegment(name);
    m_text->setObjectName(QStringLiteral("payloadText"));
    m_text->setAccessibleName(tr("Payload"));
    m_text->setProperty("field", true);
    m_text->setFont(theme.font(TextRole::Mono));
    m_text->setPlaceholderText(tr("No payload"));
    m_text->setTabChangesFocus(true);
    m_file->setObjectName(QStringLiteral("payloadFile"));
    m_file->setAccessibleName(tr("File to send"));
    m_file->setPlaceholderText(tr("Path of the file to send"));
    m_note->setObjectName(QStringLiteral("payloadNote"));
    m_note->setWordWrap(true);
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QStringLiteral("payloadChoose"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 6);
    column->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->addWidget(m_kinds);
    line->addStretch(1);
    column->addLayout(line);
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_pages->addWidget(m_text);
    auto *filePage = new QWidget(place);
    auto *fileLine = new QHBoxLayout(filePage);
    fileLine->setContentsMargins(0, 0, 0, 0);
    fileLine->addWidget(m_file, 1, Qt::AlignTop);
    fileLine->addWidget(choose, 0, Qt::AlignTop);
    m_pages->addWidget(filePage);
    column->addWidget(place, 1);
    column->addWidget(m_note);

    connect(m_kinds, &QTabBar::currentChanged, this, [this] {
        m_pages->setCurrentIndex(kind() == Kind::File ? 1 : 0);
        check();
        Q_EMIT payloadChanged();
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        check();
        Q_EMIT payloadChanged();
    });
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT payloadChanged();
    });
    connect(choose, &QPushButton::clicked, this, &PayloadEditor::chooseFile);
    check();
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
    return kind() == Kind::File ? m_file->text().isEmpty() : m_text->document()->isEmpty();
}

QString PayloadEditor::filePath() const
{
    return kind() == Kind::File ? m_file->text() : QString();
}

std::optional<std::uint32_t> PayloadEditor::impliedFormat() const
{
    if (isEmpty())
        return std::nullopt;
    switch (kind()) {
    case Kind::Text:
        return 0;
    case Kind::Json:
        return 50;
    case Kind::Hex:
    case Kind::File:
        return std::nullopt;
    }
    return std::nullopt;
}

Result<std::shared_ptr<const Bytes>, QString> PayloadEditor::payload() const
{
    using Payload = std::shared_ptr<const Bytes>;
    if (isEmpty())
        return Payload();
    if (kind() == Kind::File) {
        const QFileInfo file(m_file->text());
        if (!file.isFile() || !file.isReadable()) {
            const Explanation why = explain(FailureKind::InputUnreadable);
            return failure(QString(why.sentence + QLatin1Char(' ') + why.hint));
        }
        return Payload();
    }
    const QString typed = m_text->toPlainText();
    if (typed.size() > kMaxTyped)
        return failure(tr("This is too much to type here. Send it as a file."));
    const std::string utf8 = typed.toStdString();
    if (kind() == Kind::Hex) {
        auto bytes = fromHex(utf8);
        if (!bytes)
            return failure(tr("Not hex: two digits from 0-9 and a-f make one byte."));
        return Payload(std::make_shared<const Bytes>(std::move(*bytes)));
    }
    const ByteView bytes = asBytes(utf8);
    if (kind() == Kind::Json) {
        const Representation read = readPayload(bytes, 50);
        if (read.fault != PayloadFault::None) {
            const std::string before = utf8.substr(0, read.faultOffset);
            const auto line = std::count(before.begin(), before.end(), '\n') + 1;
            return failure(tr("Not JSON: see line %1, byte %2.").arg(line).arg(read.faultOffset));
        }
    }
    return Payload(std::make_shared<const Bytes>(toOwned(bytes)));
}

void PayloadEditor::check()
{
    const auto result = payload();
    m_note->setTone(result ? Tone::Text2 : Tone::Error);
    if (!result) {
        m_note->setText(result.error());
        return;
    }
    if (isEmpty()) {
        m_note->setText(tr("Nothing is sent with the request."));
        return;
    }
    QString text = kind() == Kind::File
                       ? byteSize(static_cast<quint64>(QFileInfo(m_file->text()).size()))
                       : byteSize(*result ? (*result)->size() : 0);
    if (const auto format = impliedFormat())
        text +=
            QStringLiteral(" · ") + tr("Content-Format %1, %2, unless the options say otherwise")
                                        .arg(*format)
                                        .arg(contentFormatText(*format));
    m_note->setText(text);
}

void PayloadEditor::setPayload(const std::shared_ptr<const Bytes> &bytes, const QString &file,
                               std::optional<std::uint32_t> contentFormat)
{
    if (!file.isEmpty()) {
        setKind(Kind::File);
        m_file->setText(file);
        return;
    }
    m_file->clear();
    if (!bytes || bytes->empty()) {
        m_text->clear();
        if (kind() == Kind::File)
            setKind(Kind::Text);
        return;
    }
    const bool text =
        isValidUtf8(*bytes) && std::none_of(bytes->begin(), bytes->end(), [](std::uint8_t b) {
            return b < 0x20 && b != '\n' && b != '\t';
        });
    setKind(!text ? Kind::Hex : contentFormat == 50U ? Kind::Json : Kind::Text);
    m_text->setPlainText(text ? qtText(asText(*bytes))
                              : hexPairs(*bytes, std::numeric_limits<std::size_t>::max()));
}

void PayloadEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File to send"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

} // namespace copper
