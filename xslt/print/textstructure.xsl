<?xml version="1.0" encoding="UTF-8"?>
<!-- Default text structure (Guidelines, DS): text, front, body, back, group, div, head, opener and closer, title pages.
     A text opens a part of the book under the title of its header, or under its own first head where the two are the same.
     A project may override print:part-title and print:running. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:el="https://tei-edition.org/ns/elements" xmlns:note="https://tei-edition.org/ns/notes"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:text[print:opens(.)] | tei:sourceDoc[print:opens(.)] | tei:standOff[print:opens(.)]" mode="print:block" as="element()">
    <xsl:variable name="number" as="xs:string" select="print:part-number(.)"/>
    <xsl:variable name="head" as="element()?" select="print:title-head(.)"/>
    <xsl:variable name="name" as="xs:string" select="'text/' || $number || (if ($head) then '/head' else '')"/>
    <text name="{$name}" file="{string((set:get('texts')?*[print:document-number(current())]?file, $name)[1])}" running="{print:running(.)}">
      <xsl:copy-of select="(@xml:lang, ../@xml:lang)[1]"/>
      <xsl:if test="$number eq '1'"><xsl:attribute name="recto" select="'true'"/></xsl:if>
      <xsl:if test="not($head)">
        <xsl:variable name="title" as="xs:string" select="print:part-title(.)"/>
        <head level="1" id="{$name}" plain="{$title}"><xsl:call-template name="print:anchor"/><xsl:value-of select="$title"/></head>
      </xsl:if>
      <xsl:call-template name="print:flow"/>
    </text>
  </xsl:template>

  <!-- whether an element is one of the book's texts -->
  <xsl:function name="print:opens" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($print:texts[. is $element])"/>
  </xsl:function>

  <!-- returns 1, 2 …, or 2.1, 2.2 … where a document holds several texts -->
  <xsl:function name="print:part-number" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="document" as="xs:integer" select="print:document-number($part)"/>
    <xsl:variable name="siblings" as="element()*" select="$print:texts[root(.) is root($part)]"/>
    <xsl:sequence select="if (count($siblings) eq 1) then string($document)
      else $document || '.' || (for $n in 1 to count($siblings) return if ($siblings[$n] is $part) then $n else ())"/>
  </xsl:function>

  <!-- returns the title under which a text opens -->
  <xsl:function name="print:part-title" as="xs:string" visibility="public">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="(print:titles($part)[1], $part/ancestor-or-self::*/@xml:id[1]/string(), print:word('untitled'))[1]"/>
  </xsl:function>

  <!-- returns the titles of the nearest header: the main one, then the others -->
  <xsl:function name="print:titles" as="xs:string*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="titles" as="element()*" select="$part/ancestor::*[tei:teiHeader][1]/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title"/>
    <xsl:sequence select="($titles[@type = 'main'], $titles[not(@type)], $titles[@type][not(@type = 'main')]) ! normalize-space(.)[. ne '']"/>
  </xsl:function>

  <!-- returns what stands over the left pages of a text: its author and title, the short title if the header has one -->
  <xsl:function name="print:running" as="xs:string" visibility="public">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="statement" as="element()?" select="$part/ancestor::*[tei:teiHeader][1]/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>
    <xsl:variable name="short" as="xs:string?" select="$statement/tei:title[@type = ('short', 'running', 'abbr')][1]/normalize-space(.)"/>
    <xsl:variable name="author" as="xs:string" select="string-join($statement/tei:author[position() le 2]/normalize-space(.)[. ne ''], ', ')"/>
    <xsl:variable name="title" as="xs:string" select="($short[. ne ''], print:title-head($part) ! rdg:plain(node(), 'corrected'), print:part-title($part))[1]"/>
    <xsl:sequence select="if ($author eq '' or contains($title, $author)) then $title
      else string-join(($author, $title), print:word('running-separator'))"/>
  </xsl:function>

  <!-- returns the first head of a text if nothing stands before it and its words are the text's title or begin it -->
  <xsl:function name="print:title-head" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="head" as="element()?" select="($part//tei:head[parent::tei:body or parent::*[local-name() = $print:divisions]])[1]"/>
    <xsl:sequence select="$head[let $words := rdg:plain(node(), 'corrected') return $words ne ''
      and (some $title in print:titles($part)[1] satisfies ($title eq $words or starts-with($title, $words || ' ')))]
      [empty(($part//text()[normalize-space()])[1][. &lt;&lt; $head])]"/>
  </xsl:function>

  <xsl:variable name="print:divisions" as="xs:string+" select="('div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7')"/>

  <!-- a division without a head is set off by space -->
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="print:block" as="node()*">
    <xsl:if test="not(tei:head) and preceding-sibling::*[el:kind(.) = 'block'] and print:prints(.)"><space/></xsl:if>
    <xsl:call-template name="print:anchor"/>
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*"><xsl:call-template name="print:flow"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- whether anything of a division remains in its place when its notes have gone to their markers -->
  <xsl:function name="print:prints" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="some $child in $division/(* | text()[normalize-space()]) satisfies not($child/self::tei:note[print:noted(.)])"/>
  </xsl:function>

  <xsl:template match="tei:head" mode="print:block" as="element()*">
    <xsl:variable name="division" as="xs:boolean" select="local-name(..) = ($print:divisions, 'body', 'front', 'back')
      and not(preceding-sibling::tei:head)"/>
    <xsl:variable name="part" as="element()?" select="ancestor::tei:text[last()]"/>
    <xsl:variable name="title" as="xs:boolean" select="exists($part) and exists(print:title-head($part)[. is current()])"/>
    <xsl:variable name="plain" as="xs:string" select="rdg:plain(node(), 'corrected')"/>
    <xsl:choose>
      <xsl:when test="$division and $plain ne ''">
        <head level="{if ($title) then 1 else print:level(..)}" plain="{if ($title) then print:part-title($part) else $plain}"
          id="{if ($title) then 'text/' || print:part-number($part) || '/head' else print:address(..)}">
          <xsl:copy-of select="@xml:lang"/>
          <xsl:call-template name="print:head-words"/>
        </head>
      </xsl:when>
      <xsl:otherwise>
        <caption><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:head-words"/></caption>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="print:head-words" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:apply-templates mode="print:inline"/>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- Returns a division's level among heads; the text's title has the first. Only divisions that have a head of their own count,
       because a tagged PDF may not skip a level. -->
  <xsl:function name="print:level" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="part" as="element()?" select="$division/ancestor-or-self::tei:text[last()]"/>
    <xsl:variable name="titled" as="element()?" select="$part ! print:title-head(.)/.."/>
    <xsl:sequence select="max((2, 1 + count($division/ancestor-or-self::*[local-name() = ($print:divisions, 'body', 'front', 'back')][tei:head[normalize-space()]]
      except $titled)))"/>
  </xsl:function>

  <!-- what stands at the right of a letter or at the end of a text -->
  <xsl:template match="tei:signed | tei:dateline" mode="print:block" as="element()*">
    <xsl:call-template name="print:placed"><xsl:with-param name="align" as="xs:string" select="'right'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:trailer | tei:titlePart | tei:docImprint | tei:docEdition | tei:imprimatur" mode="print:block" as="element()*">
    <xsl:call-template name="print:placed"><xsl:with-param name="align" as="xs:string" select="'center'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:titlePage//tei:byline | tei:titlePage/tei:docAuthor | tei:titlePage/tei:docDate | tei:titlePage/tei:epigraph/*" mode="print:block"
    priority="1" as="element()*">
    <xsl:call-template name="print:placed"><xsl:with-param name="align" as="xs:string" select="'center'"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="print:placed" as="element()*">
    <xsl:param name="align" as="xs:string"/>
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="attributes" as="attribute()*"><xsl:attribute name="align" select="$align"/></xsl:with-param>
          <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:epigraph | tei:argument | tei:floatingText" mode="print:block" as="element()">
    <quote><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:depth"/><xsl:call-template name="print:anchor"/><xsl:call-template name="print:flow"/></quote>
  </xsl:template>

</xsl:stylesheet>
