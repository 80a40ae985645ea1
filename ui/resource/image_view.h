// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>

namespace copper {

enum class ImageFormat { Png, Jpeg, Gif, Bmp, Svg };

// By the first bytes; an SVG by its Content-Format (30000) or its root element.
std::optional<ImageFormat> imageFormatOf(ByteView bytes,
                                         std::optional<std::uint32_t> contentFormat);

// A picture, decoded when it is looked at, in a thread of the pool. A device's picture is hostile:
// only these formats, at most kMaxPixels and kMaxMemory_MiB, an SVG of at most kMaxSvg bytes and
// without anything from outside of it.
class ImageView : public QWidget
{
    Q_OBJECT
public:
    static constexpr qint64 kMaxPixels = 32'000'000;
    static constexpr int kMaxMemory_MiB = 128;
    static constexpr std::size_t kMaxSvg = 1U << 20U;
    static constexpr int kSvgSide_px = 1024;

    explicit ImageView(const Theme &theme, QWidget *parent = nullptr);

    void setPayload(std::shared_ptr<const Bytes> payload,
                    std::optional<std::uint32_t> contentFormat);
    bool hasImage() const { return m_format.has_value(); }
    const QImage &image() const { return m_image; }
    QString caption() const { return m_caption; }

Q_SIGNALS:
    void decoded();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void decode();
    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_payload;
    std::optional<ImageFormat> m_format;
    bool m_isOld = false;
    QImage m_image;
    QString m_caption;
};

} // namespace copper
