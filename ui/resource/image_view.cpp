// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/image_view.h"

#include "ui/text/plain_text.h"
#include "ui/widgets/plain_text.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QImageReader>
#include <QPainter>
#include <QPromise>
#include <QSvgRenderer>
#include <QThreadPool>

#include <algorithm>

namespace copper {

namespace {

constexpr int kMargin_px = 16;
constexpr int kCaption_px = 28;

QByteArray viewOf(const Bytes &bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()),
                                   static_cast<qsizetype>(bytes.size()));
}

const char *nameOf(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Png:
        return "png";
    case ImageFormat::Jpeg:
        return "jpeg";
    case ImageFormat::Gif:
        return "gif";
    case ImageFormat::Bmp:
        return "bmp";
    case ImageFormat::Svg:
        return "svg";
    }
    return "";
}

// References to outside, entities and style sheets, which QtSvg might follow or expand.
bool isSelfContained(const QByteArray &svg)
{
    const QByteArray text = svg.toLower();
    if (text.contains("<!entity") || text.contains("<!doctype") || text.contains("@import") ||
        text.contains("<image") || text.contains("<?xml-stylesheet") || text.contains("<use"))
        return false;
    for (const char *reference : {"href", "url("}) {
        for (qsizetype at = text.indexOf(reference); at >= 0;
             at = text.indexOf(reference, at + 1)) {
            const QByteArray behind = text.mid(at + qsizetype(qstrlen(reference)), 16).simplified();
            const bool inside = behind.contains('#') || behind.startsWith("=\"\"");
            if (!inside)
                return false;
        }
    }
    return true;
}

QImage decodeSvg(const Bytes &bytes)
{
    const QByteArray svg = viewOf(bytes);
    if (bytes.size() > ImageView::kMaxSvg || !isSelfContained(svg))
        return {};
    QSvgRenderer renderer(svg);
    QSize size = renderer.defaultSize();
    if (!renderer.isValid() || size.isEmpty())
        return {};
    size.scale(ImageView::kSvgSide_px, ImageView::kSvgSide_px, Qt::KeepAspectRatio);
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

QImage decodeImage(const Bytes &bytes, ImageFormat format)
{
    if (format == ImageFormat::Svg)
        return decodeSvg(bytes);
    QByteArray data = viewOf(bytes);
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, nameOf(format));
    reader.setDecideFormatFromContent(false);
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > ImageView::kMaxPixels)
        return {};
    return reader.read();
}

bool startsWith(ByteView bytes, std::string_view head)
{
    return asText(bytes).starts_with(head);
}

} // namespace

std::optional<ImageFormat> imageFormatOf(ByteView bytes, std::optional<std::uint32_t> contentFormat)
{
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n"))
        return ImageFormat::Png;
    if (startsWith(bytes, "\xff\xd8\xff"))
        return ImageFormat::Jpeg;
    if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a"))
        return ImageFormat::Gif;
    if (startsWith(bytes, "BM") && bytes.size() > 26 && bytes[6] == 0 && bytes[7] == 0)
        return ImageFormat::Bmp;
    const std::string_view head = asText(bytes.first(std::min<std::size_t>(bytes.size(), 512)));
    const bool root = head.starts_with("<svg") ||
                      (head.starts_with("<?xml") && head.find("<svg") != std::string_view::npos);
    if (root || (contentFormat == 30000U && !bytes.empty()))
        return ImageFormat::Svg;
    return std::nullopt;
}

ImageView::ImageView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("imageView"));
    setAccessibleName(tr("Payload as an image"));
    QImageReader::setAllocationLimit(kMaxMemory_MiB);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ImageView::setPayload(std::shared_ptr<const Bytes> payload,
                           std::optional<std::uint32_t> contentFormat)
{
    m_payload = std::move(payload);
    m_format = m_payload ? imageFormatOf(*m_payload, contentFormat) : std::nullopt;
    m_image = {};
    m_caption = m_format ? tr("decoding…") : tr("This payload is no image.");
    m_isOld = m_format.has_value();
    decode();
    update();
}

void ImageView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    decode();
}

void ImageView::decode()
{
    if (!m_isOld || !isVisible())
        return;
    m_isOld = false;
    const auto promise = std::make_shared<QPromise<QImage>>();
    promise->start();
    auto *watcher = new QFutureWatcher<QImage>(this);
    connect(
        watcher, &QFutureWatcherBase::finished, this,
        [this, watcher, payload = m_payload, format = *m_format] {
            watcher->deleteLater();
            if (payload != m_payload) // another body took its place
                return;
            m_image = watcher->result();
            const QString name = QString::fromLatin1(nameOf(format)).toUpper();
            m_caption =
                m_image.isNull()
                    ? tr("%1: this image cannot be shown. It is damaged, too large, or "
                         "refers to something outside of it.")
                          .arg(name)
                    : tr("%1, %2 × %3 pixels").arg(name).arg(m_image.width()).arg(m_image.height());
            update();
            Q_EMIT decoded();
        });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, payload = m_payload, format = *m_format] {
        promise->addResult(decodeImage(*payload, format));
        promise->finish();
    });
}

void ImageView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
    const QRect place =
        rect().adjusted(kMargin_px, kMargin_px, -kMargin_px, -kCaption_px - kMargin_px / 2);
    if (!m_image.isNull()) {
        QSize size = m_image.size();
        // Never larger than it is, but a small picture by whole pixels.
        if (size.width() > place.width() || size.height() > place.height())
            size.scale(place.size(), Qt::KeepAspectRatio);
        QRect target(QPoint(), size);
        target.moveCenter(place.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, m_image);
        painter.setPen(m_theme.color(Tone::Grid));
        painter.drawRect(target.adjusted(-1, -1, 0, 0));
    }
    drawElided(&painter, QRectF(kMargin_px, height() - kCaption_px, width() - 2 * kMargin_px, 20),
               m_caption, m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
}

} // namespace copper
