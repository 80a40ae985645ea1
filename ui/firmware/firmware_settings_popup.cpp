// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_settings_popup.h"

#include "ui/widgets/plain_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace copper {

FirmwareSettingsPopup::FirmwareSettingsPopup(const Theme &look, FirmwareQueue &queue,
                                             QWidget *window)
    : Popup(look, window, 380), m_queue(queue), m_path(new QLineEdit(body())),
      m_method(new QComboBox(body())), m_blockSize(new QComboBox(body())),
      m_verifyPath(new QLineEdit(body())), m_versionPath(new QLineEdit(body())),
      m_message(new PlainLabel(look, QString(), TextRole::Small, Tone::Error, body()))
{
    setObjectName(QStringLiteral("firmwareSettings"));
    m_path->setObjectName(QStringLiteral("firmwarePath"));
    m_method->setObjectName(QStringLiteral("firmwareMethod"));
    m_blockSize->setObjectName(QStringLiteral("firmwareBlockSize"));
    m_verifyPath->setObjectName(QStringLiteral("firmwareVerifyPath"));
    m_versionPath->setObjectName(QStringLiteral("firmwareVersionPath"));
    m_method->addItem(QStringLiteral("PUT"), static_cast<int>(code::kPut.raw));
    m_method->addItem(QStringLiteral("POST"), static_cast<int>(code::kPost.raw));
    for (const int size : {16, 32, 64, 128, 256, 512, 1024})
        m_blockSize->addItem(tr("%1 bytes").arg(size), size);
    m_verifyPath->setPlaceholderText(tr("not read back"));
    m_versionPath->setPlaceholderText(tr("not asked"));
    auto *layout = new QGridLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(8);
    int row = 0;
    const auto line = [&](const QString &text, QWidget *field) {
        auto *label = new PlainLabel(look, text, TextRole::Body, Tone::Text2, body());
        label->setBuddy(field);
        field->setAccessibleName(text);
        layout->addWidget(label, row, 0);
        layout->addWidget(field, row++, 1);
    };
    line(tr("Firmware resource"), m_path);
    line(tr("Method"), m_method);
    line(tr("Block size"), m_blockSize);
    line(tr("Verify by reading"), m_verifyPath);
    line(tr("Version from"), m_versionPath);
    auto *hint = new PlainLabel(
        look,
        tr("Read back is the image itself or its SHA-256. Devices that are under way keep "
           "what they began with."),
        TextRole::Small, Tone::Text2, body());
    hint->setWordWrap(true);
    layout->addWidget(hint, row++, 0, 1, 2);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message, row, 0, 1, 2);
    for (QLineEdit *edit : {m_path, m_verifyPath, m_versionPath})
        connect(edit, &QLineEdit::editingFinished, this, &FirmwareSettingsPopup::apply);
    for (QComboBox *box : {m_method, m_blockSize})
        connect(box, &QComboBox::currentIndexChanged, this, &FirmwareSettingsPopup::apply);
}

void FirmwareSettingsPopup::open(QWidget *anchor)
{
    load();
    openBelow(anchor, m_path);
}

void FirmwareSettingsPopup::load()
{
    m_loading = true;
    const FirmwareSettings &settings = m_queue.settings();
    m_path->setText(settings.path);
    m_method->setCurrentIndex(
        std::max(0, m_method->findData(static_cast<int>(settings.method.raw))));
    m_blockSize->setCurrentIndex(
        std::max(0, m_blockSize->findData(static_cast<int>(settings.blockSize))));
    m_verifyPath->setText(settings.verifyPath);
    m_versionPath->setText(settings.versionPath);
    m_message->hide();
    m_loading = false;
}

void FirmwareSettingsPopup::apply()
{
    if (m_loading)
        return;
    const auto path = [](const QLineEdit *edit) {
        const QString text = edit->text().trimmed();
        return text.isEmpty() || text.startsWith(QLatin1Char('/')) ? text : QLatin1Char('/') + text;
    };
    FirmwareSettings settings = m_queue.settings();
    if (path(m_path).isEmpty()) {
        m_message->setText(tr("The image has to go somewhere: write a path like /firmware."));
        m_message->show();
        refit();
        return;
    }
    m_message->hide();
    refit();
    settings.path = path(m_path);
    settings.method = Code{static_cast<std::uint8_t>(m_method->currentData().toInt())};
    settings.blockSize = m_blockSize->currentData().toUInt();
    settings.verifyPath = path(m_verifyPath);
    settings.versionPath = path(m_versionPath);
    m_queue.setSettings(settings);
}

} // namespace copper
