package io.kedang.intake.table.text;

import com.ibm.icu.text.Transliterator;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.BitSet;

/// How much bytes read in a character set look like text that somebody wrote.
///
/// Big5 decodes as GB18030 almost without an error, and the other way round, so that validity
/// decides nothing: what decides is how often the common characters come up. Both sets have their
/// frequent characters in a first level of their own (GB 2312 rows 16 to 55, Big5 from A440 to
/// C67E).
final class Plausibility {
    /// The characters that make up about half of running modern text, and those of addresses, firms
    /// and family names, which running text has less of.
    private static final String COMMON =
            "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
                    + "过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主"
                    + "样理心她本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外"
                    + "将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表"
                    + "化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走各入几口认条平系气题活别打"
                    + "女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指许统区保至队"
                    + "社便决治展科司五基书非则达光放强即像难且权思完设式色路记南品住告类求据程北边张该交规万取"
                    + "公司有限责任股份集团客户姓名电话手机邮箱地址联系备注编号性别男女省市县区镇村街道路号楼室"
                    + "栋层院广场大厦中心科技商贸实业贸易投资发展服务工程建筑材料设备制造机械电子信息网络软件"
                    + "食品医药化工纺织服装物流运输餐饮酒店银行保险证券教育文化传媒李王张刘陈杨黄赵周吴徐孙朱马胡"
                    + "郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔"
                    + "京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云陕甘青宁藏州深圳上海杭福厦武汉成都"
                    + "采购销售经理总监负责法人代表日期金额数量单价合同订单产品规格型号职务部门级类别来源状态";

    private static final BitSet COMMON_SIMPLIFIED = set(COMMON);
    private static final BitSet COMMON_TRADITIONAL =
            set(Transliterator.getInstance("Simplified-Traditional").transliterate(COMMON));
    private static final BitSet LEVEL_GB = level("GBK", 0xB0, 0xD7, 0xA1);
    private static final BitSet LEVEL_BIG5 = level("Big5", 0xA4, 0xC6, 0x40);

    private Plausibility() {}

    /// Above 1 for ordinary text, below 0 for nonsense; an average over the bytes outside ASCII.
    static double of(byte[] text, Charset charset) {
        int foreign = 0;
        for (byte b : text) {
            if (b < 0) {
                foreign++;
            }
        }
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(text);
        var out = CharBuffer.allocate(text.length + 1);
        double penalty = 0;
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                break;
            }
            in.position(in.position() + result.length());
            out.put(' ');
            penalty += 10;
        }
        out.flip();
        boolean oneByte = charset.newEncoder().maxBytesPerChar() == 1;
        double sum = oneByte ? westernScore(out) : chineseScore(out, charset);
        return (sum - penalty) / Math.max(1, foreign);
    }

    private static double chineseScore(CharSequence text, Charset charset) {
        boolean big5 = charset.name().equals("Big5");
        boolean unicode = charset.name().equals("UTF-8");
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            boolean common =
                    !big5 && COMMON_SIMPLIFIED.get(c)
                            || (big5 || unicode) && COMMON_TRADITIONAL.get(c);
            boolean level = !big5 && LEVEL_GB.get(c) || (big5 || unicode) && LEVEL_BIG5.get(c);
            sum += common ? 3.2 : level ? 1 : other(c);
            if (unicode) {
                sum += 0.5;
            }
        }
        return sum;
    }

    private static double other(char c) {
        if (c >= 0x3000 && c <= 0x303F || c >= 0xFF00 && c <= 0xFF5E) {
            return 1;
        }
        if (c >= 0x2010 && c <= 0x2040 || c == 0xB7 || c == 0xA5 || c == 0x20AC) {
            return 0.5;
        }
        if (c < 0xA0 || c >= 0xE000 && c <= 0xF8FF) {
            return -5;
        }
        if (c >= 0x4E00 && c <= 0x9FFF) {
            return -1;
        }
        return c >= 0x3040 && c <= 0x30FF ? -1 : -1.5;
    }

    private static double westernScore(CharSequence text) {
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            boolean neighbour = ascii(text, i - 1) || ascii(text, i + 1);
            boolean crowded = foreign(text, i - 1) || foreign(text, i + 1);
            if (c < 0xA0) {
                sum -= 5;
            } else if (Character.isLetter(c)) {
                sum += crowded ? -1 : neighbour ? 1 : 0;
            } else {
                sum += crowded ? -1 : 0.3;
            }
        }
        return sum;
    }

    private static boolean ascii(CharSequence text, int i) {
        return i >= 0
                && i < text.length()
                && text.charAt(i) < 0x80
                && Character.isLetter(text.charAt(i));
    }

    private static boolean foreign(CharSequence text, int i) {
        return i >= 0 && i < text.length() && text.charAt(i) >= 0x80;
    }

    private static BitSet set(String characters) {
        var set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }

    /// The characters of all double bytes from `first` to `last` whose second byte is a usual one.
    private static BitSet level(String charset, int first, int last, int firstTrail) {
        var set = new BitSet();
        for (int lead = first; lead <= last; lead++) {
            for (int trail = firstTrail; trail <= 0xFE; trail++) {
                var text =
                        new String(
                                new byte[] {(byte) lead, (byte) trail}, Charset.forName(charset));
                if (text.length() == 1 && text.charAt(0) >= 0x4E00 && text.charAt(0) <= 0x9FFF) {
                    set.set(text.charAt(0));
                }
            }
        }
        return set;
    }
}
